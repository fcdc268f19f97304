import { describe, expect, test } from "vitest";
import { smallFleet, workspace } from "./workspace.ts";

const prod = `// Five servers.
import type { Layer } from "../profiles/types.ts";
import base from "./base.ts";
import { large } from "../profiles/large.ts"; // shared

/** For customers. */
export default base.extend(large).extend({
  namespace: "zookeeper-prod", // must exist
  servers: 5,
}) satisfies Layer;
`;

const fleet = {
  ...smallFleet,
  "environments/prod.ts": prod,
  "profiles/large.ts": 'export const large = { memory: "4Gi" } as const;\n',
  "profiles/types.ts": "export type Layer = object;\n",
  "environments/regions.ts": `import base from "./base.ts";

const shared = base.extend({ namespace: "shared" });

export default {
  // Europe
  eu: base.extend({
    namespace: "regions-eu",
    cpu: 1,
  }),
  us: shared,
};
`,
};

describe("overlayer new", () => {
  test("copies an environment with its comments and imports, in a namespace of its own", async () => {
    const space = workspace(fleet);
    const outcome = await space.overlayer("new", "eu/test", "--from", "prod");
    expect(outcome).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "\`overlayer diff eu/test\` shows what this does, \`overlayer compile eu/test\` writes it.
      ",
        "stdout": "+ environments/eu/test.ts
          line 1
          + // Five servers.
          + import type { Layer } from "../../profiles/types.ts";
          + import base from "../base.ts";
          + import { large } from "../../profiles/large.ts"; // shared
          + 
          + /** For customers. */
          + export default base.extend(large).extend({
          +   namespace: "zookeeper-eu-test", // must exist
          +   servers: 5,
          + }) satisfies Layer;

      1 new file
      ",
      }
    `);
    expect(space.read("environments/eu/test.ts")).toBe(
      prod.replace('"./base', '"../base').replaceAll('"../profiles', '"../../profiles').replace("-prod", "-eu-test"),
    );
    expect((await space.overlayer("compile", "eu/test")).code).toBe(0);
    expect(space.read("environments/prod.ts")).toBe(prod);
  });

  test("of a map of environments makes another of that map", async () => {
    const space = workspace(fleet);
    const { code, stdout } = await space.overlayer("new", "regions/ap-1", "--from", "regions/eu");
    expect(code).toBe(0);
    expect(stdout).toContain("~ environments/regions.ts");
    expect(space.read("environments/regions.ts")).toBe(
      fleet["environments/regions.ts"].replace(
        "  us: shared,\n",
        '  us: shared,\n  // Europe\n  "ap-1": base.extend({\n    namespace: "regions-ap-1",\n    cpu: 1,\n  }),\n',
      ),
    );
  });

  test("of the base begins with nothing of its own; --dry-run only shows it", async () => {
    const space = workspace(fleet);
    const dry = await space.overlayer("new", "eu/dev", "--from", "base", "--dry-run");
    expect(dry).toMatchObject({ code: 0, stderr: "Nothing was written, as --dry-run asks.\n" });
    expect(space.files("environments/eu")).toEqual([]);
    expect((await space.overlayer("new", "eu/dev", "--from", "base")).stdout).toBe(dry.stdout);
    expect(space.read("environments/eu/dev.ts")).toBe(
      'import base from "../base.ts";\n\nexport default base.extend({});\n',
    );
  });

  test("warns where both have the same objects", async () => {
    const space = workspace({
      ...fleet,
      "environments/plain.ts": 'import base from "./base.ts";\n\nexport default base.extend({ cpu: 1 });\n',
    });
    const { code, stderr } = await space.overlayer("new", "other", "--from", "plain");
    expect(code).toBe(0);
    expect(stderr).toContain("warning[new/same-objects]: plain has ");
    expect(stderr).toContain("in the namespace zookeeper too");
    expect(stderr).toContain("`overlayer set other.namespace=…`");
  });

  test("of the instances of which both have the same objects it says what to set", async () => {
    const instances = ["zookeeper-shop", "cache", "zookeeper-mail"].map(
      (name) => `base.extend({ namespace: "${name}" })`,
    );
    const shop = `import base from "./base.ts";\n\nexport default [${instances.join(", ")}];\n`;
    const space = workspace({ ...fleet, "environments/shop.ts": shop });
    const { code, stderr } = await space.overlayer("new", "shop/x", "--from", "shop");
    expect(code).toBe(0);
    expect(stderr).toContain("`overlayer set shop/x[1].namespace=… shop/x[2].namespace=…`");
    expect(await space.overlayer("set", "shop/x[1].namespace=a", "shop/x[2].namespace=b")).toMatchObject({ code: 0 });
  });

  test.each([
    ["a name that there is", ["Prod", "--from", "demo"], "environment/exists"],
    ["the base", ["base", "--from", "demo"], "environment/exists"],
    ["a key that there is", ["regions/us", "--from", "regions/eu"], "environment/exists"],
    ["a name that leads elsewhere", ["../x", "--from", "demo"], "environment/name"],
    ["a name longer than file systems take", ["x".repeat(260), "--from", "demo"], "at most 200 characters"],
    ["a key longer than file systems take", [`regions/${"x".repeat(200)}`, "--from", "regions/eu"], "environment/name"],
    ["a name of a file of types", ["x.d", "--from", "demo"], "environment/name"],
    ["no environment to copy", ["x"], "--from prod"],
    ["one that there is not", ["x", "--from", "prdo"], "did you mean prod?"],
    ["one of a map elsewhere", ["x", "--from", "regions/eu"], "name the new one regions/…"],
    ["one of a map that is a constant", ["regions/x", "--from", "regions/us"], "environments/regions.ts:11:3"],
    ["a broken one", ["x", "--from", "broken"], "evaluate/throw"],
    ["one that is not valid", ["x", "--from", "wrong"], "option/unknown"],
  ])("%s is refused", async (_, words, said) => {
    const space = workspace({
      ...fleet,
      "environments/broken.ts": 'throw new Error("no");\n',
      "environments/wrong.ts": fleet["environments/demo.ts"].replace("cpu", "cpus"),
    });
    const before = space.files("environments");
    const { code, stderr } = await space.overlayer("new", ...words);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(space.files("environments")).toEqual(before);
  });
});
