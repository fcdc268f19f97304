import { describe, expect, test } from "vitest";
import { withoutContentHash } from "../../compiler/kubernetes/content-hash.ts";
import { committed, smallFleet, type Workspace, workspace } from "./workspace.ts";

const files = {
  ...smallFleet,
  "environments/regions.ts": `import base from "./base.ts";

const servers = { eu: 3, us: 5 };

export default Object.fromEntries(
  Object.entries(servers).map(([region, servers]) => [
    region,
    base.extend({ namespace: \`zookeeper-\${region}\`, servers }),
  ]),
);
`,
  "environments/shop.ts": `import base from "./base.ts";

const orders = base.extend({ name: "orders", memory: "2Gi" });
const sessions = base.extend({ name: "sessions", servers: 5 });

export default [orders, sessions];
`,
};

const edit = (space: Workspace, file: string, from: string, to: string) => {
  expect(space.read(file)).toContain(from);
  space.write(file, space.read(file).replace(from, to));
};
const overlays = (space: Workspace) => [
  ...new Set(space.files("overlays").map((path) => path.slice("overlays/".length, path.lastIndexOf("/")))),
];

describe("several environments from one file", () => {
  test("each key has an overlay of its own, in a folder of the file's name", async () => {
    const space = await committed(files);
    expect(overlays(space)).toEqual(["demo", "prod", "regions/eu", "regions/us", "shop"]);
    expect(space.read("overlays/regions/us/kustomization.yaml")).toContain("replicas: 5");
    expect((await space.overlayer("verify", "regions")).stdout).toContain("2 environments proven");
  });

  test("neither a map nor a list needs a type annotation", async () => {
    const { code, stdout } = await workspace(files).overlayer("check", "regions", "shop");
    expect([code, stdout]).toEqual([0, "3 environments checked: options, rules and types\n"]);
  });

  test("one of them, or all of the file, can be asked for", async () => {
    const space = await committed(files);
    edit(space, "environments/regions.ts", "eu: 3, us: 5", "eu: 4, us: 6");
    edit(space, "environments/demo.ts", "cpu: 0.5", "cpu: 1");
    expect((await space.overlayer("diff", "regions/eu")).stdout).toMatch(
      /^1 environment changed: [\s\S]*\n\n~ regions\/eu /,
    );
    expect((await space.overlayer("diff", "regions")).stdout).toContain("2 environments changed");
    await space.overlayer("compile", "regions/us");
    const changed = space.git("diff", "--name-only", "overlays").match(/overlays\/[^/]+\/[^/]+/g);
    expect(new Set(changed)).toEqual(new Set(["overlays/regions/us"]));
    await space.overlayer("compile", "regions");
    expect(space.git("diff", "--name-only", "overlays")).toContain("overlays/regions/eu/kustomization.yaml");
    expect(space.git("diff", "--name-only", "overlays")).not.toContain("demo");
    expect((await space.overlayer("render", "regions/us")).stdout).toContain("replicas: 6");
    expect((await space.overlayer("explain", "regions/us", "servers")).stdout).toContain("environments/regions.ts");
  });

  test("a name that there is not is an error that knows the keys", async () => {
    const space = workspace(files);
    for (const name of ["regions/euu", "regoins/eu"]) {
      const { code, stderr } = await space.overlayer("compile", name);
      expect([code, stderr]).toEqual([2, expect.stringContaining("did you mean regions/eu?")]);
    }
    for (const args of [
      ["render", "regions"],
      ["explain", "regions"],
      ["set", "regions.servers=5"],
    ]) {
      const { code, stderr } = await space.overlayer(...args);
      expect([code, stderr]).toEqual([2, expect.stringContaining("name one of the environments in it: regions/")]);
    }
  });

  test("an environment whose key is gone is a deleted one, and its files are removed", async () => {
    const space = await committed(files);
    edit(space, "environments/regions.ts", "eu: 3, us: 5", "us: 5");
    const all = await space.overlayer("diff");
    expect(all.stdout).toContain("1 environment deleted, 4 unchanged");
    expect((await space.overlayer("diff", "regions/eu")).stdout).toContain("- regions/eu");
    expect((await space.overlayer("diff", "prod")).stdout).toBe("No change: 1 environment as before.\n");
    await space.overlayer("compile", "prod");
    expect(overlays(space)).toContain("regions/eu");
    const compiled = await space.overlayer("compile", "regions");
    expect(compiled.stdout).toContain("overlays/regions/eu  1 file removed");
    expect(overlays(space)).toEqual(["demo", "prod", "regions/us", "shop"]);
  });

  test("a file that is gone takes all of its environments with it", async () => {
    const space = await committed(files);
    space.remove("environments/regions.ts");
    expect((await space.overlayer("diff", "prod")).stdout).toBe("No change: 1 environment as before.\n");
    expect((await space.overlayer("diff", "regions")).stdout).toContain("2 environments deleted");
    await space.overlayer("compile");
    expect(overlays(space)).toEqual(["demo", "prod", "shop"]);
  });

  test.each([
    ["does not load", "const servers", "const const servers"],
    ["throws", "const servers", 'throw new Error("no"); const servers'],
    ["has a key that is no name", "us: 5", '"US west": 5'],
  ])("while the file %s none of its environments is taken for deleted", async (_, from, to) => {
    const space = await committed(files);
    edit(space, "environments/regions.ts", from, to);
    const { code, stdout } = await space.overlayer("diff");
    expect(code).toBe(2);
    expect(stdout).not.toContain("deleted");
  });

  test("a mistake in one of them names it, and the others are compared all the same", async () => {
    const space = await committed(files);
    edit(space, "environments/regions.ts", "servers }", 'servers: region === "eu" ? 0 : 7 }');
    const { code, stdout, stderr } = await space.overlayer("diff", "regions");
    expect(code).toBe(2);
    expect(stdout).toContain("~ regions/us");
    expect(stdout).not.toContain("regions/eu");
    expect(stderr).toContain("error[option/range]");
    expect(stderr).toContain("(environment regions/eu)");
  });

  test("one name for two environments is an error at the key", async () => {
    const space = workspace(files);
    space.write("environments/regions/eu.ts", smallFleet["environments/demo.ts"].replace("./base", "../base"));
    space.write(
      "environments/cells.ts",
      'import base from "./base.ts";\n\nexport default {\n  a: base,\n  A: base,\n  "a b": base,\n};\n',
    );
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain('error[environment/duplicate]: two environments are "regions/eu"');
    expect(stderr).toContain('error[environment/duplicate]: "cells/a" and "cells/A" are one name');
    expect(stderr).toContain("--> environments/cells.ts:5:3");
    expect(stderr).toContain('error[environment/name]: "cells/a b" cannot be an environment\'s name');
    expect(stderr).toContain("--> environments/cells.ts:6:3");
    expect(space.files("overlays")).toEqual([]);
  });

  test("a hostile key cannot write to the terminal or into a workflow", async () => {
    const space = workspace();
    space.write(
      "environments/evil.ts",
      'import base from "./base.ts";\n\nexport default { "\\u001b[2J\\n::error::x": base, "../../base": base };\n',
    );
    const human = await space.overlayer("compile");
    const github = await space.overlayer("compile", "--format", "github");
    expect(human.code).toBe(2);
    expect(human.stderr + github.stdout).not.toContain("\u001b");
    expect(github.stdout.trim().split("\n").length).toBe(2);
    expect(space.files("base")).toEqual([]);
  });

  test("the base cannot be a map", async () => {
    const space = workspace();
    space.write(
      "environments/base.ts",
      'import { zookeeper } from "overlayer/zookeeper";\n\nexport default { a: zookeeper, b: zookeeper };\n',
    );
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain("error[evaluate/export]: environments/base.ts exports a map of environments");
    expect(stderr).toContain("--> environments/base.ts:3:16");
  });
});

describe("several instances in one environment", () => {
  test("the objects of all are in one overlay, which kustomize builds", async () => {
    const space = await committed(files);
    const verified = await space.overlayer("verify", "shop");
    expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining("1 environment proven") });
    const { stdout } = await space.overlayer("render", "shop");
    const names = [...stdout.matchAll(/^kind: (\w+)\nmetadata:\n(?: {2}\w+:\n(?: {4}.*\n)+)* {2}name: (.*)/gm)];
    expect(names.map(([, kind, name = ""]) => `${kind}/${withoutContentHash(name)}`).sort()).toEqual([
      "ConfigMap/orders-config",
      "ConfigMap/orders-scripts",
      "ConfigMap/sessions-config",
      "ConfigMap/sessions-scripts",
      "PodDisruptionBudget/orders-pdb",
      "PodDisruptionBudget/sessions-pdb",
      "Service/orders-cs",
      "Service/orders-hs",
      "Service/sessions-cs",
      "Service/sessions-hs",
      "StatefulSet/orders",
      "StatefulSet/sessions",
    ]);
  });

  test("an option is explained by its instance's index, an object by its name", async () => {
    const space = workspace(files);
    const option = await space.overlayer("explain", "shop", "[1].servers");
    expect(option.stdout).toContain("[1].servers = 5\n  set by     environments/shop.ts:4:");
    const group = await space.overlayer("explain", "shop", "[0].storage");
    expect(group.stdout).toMatch(/^\[0\]\.storage\.size = 10Gi\n/);
    const object = await space.overlayer("explain", "shop", "StatefulSet/sessions", "spec.replicas");
    expect(object.stdout).toContain("StatefulSet/sessions spec.replicas = 5\n  from [1].servers = 5");
    expect(object.stdout).not.toContain("].name");
  });

  test("of two objects of one name the namespace tells which is explained", async () => {
    const space = workspace();
    space.write(
      "environments/shop.ts",
      'import base from "./base.ts";\n\nexport default [base.extend({ servers: 5 }), base.extend({ namespace: "other" })];\n',
    );
    const { code, stderr } = await space.overlayer("explain", "shop", "StatefulSet/zk", "spec.replicas");
    expect(code).toBe(2);
    expect(stderr).toContain("StatefulSet/zookeeper/zk or StatefulSet/other/zk");
    const named = await space.overlayer("explain", "shop", "StatefulSet/other/zk", "spec.replicas");
    expect(named.stdout).toContain("spec.replicas = 3\n  from [1].servers = 3");
  });

  test("two instances with the same objects are an error at the second", async () => {
    const space = workspace(files);
    edit(space, "environments/shop.ts", 'name: "sessions", ', "");
    edit(space, "environments/shop.ts", 'name: "orders", ', "");
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain(
      "error[environment/duplicate-object]: instances [0] and [1] both have ConfigMap/zk-scripts-",
    );
    expect(stderr).toContain("in namespace zookeeper\n --> environments/shop.ts:4:30 (environment shop)");
    expect(stderr).toContain("note: the other instance\n --> environments/shop.ts:3:28");
    expect(stderr).toContain("1 error\n");
  });

  test("an issue is one of the instance whose option it is", async () => {
    const space = workspace(files);
    edit(space, "environments/shop.ts", "servers: 5", "servers: 0");
    const { stderr } = await space.overlayer("compile");
    expect(stderr).toContain("error[option/range]");
    expect(stderr).toContain("environments/shop.ts:4:");
  });

  test("the base can be a list too, and an environment extends its instances", async () => {
    const space = workspace({
      "environments/base.ts": `import { zookeeper } from "overlayer/zookeeper";

export const orders = zookeeper.extend({ name: "orders" });
export const sessions = zookeeper.extend({ name: "sessions" });

export default [orders, sessions];
`,
      "environments/prod.ts": `import { orders, sessions } from "./base.ts";

export default [orders.extend({ servers: 5 }), sessions];
`,
    });
    expect((await space.overlayer("compile")).stdout).toContain("base  12 objects");
    expect(space.files("overlays")).toEqual(["overlays/prod/kustomization.yaml"]);
    expect((await space.overlayer("verify")).code).toBe(0);
  });
});
