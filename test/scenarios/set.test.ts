import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { smallFleet, workspace } from "./workspace.ts";

const layer = (options: string) => `import base from "./base.ts";\n\nexport default base.extend(${options});\n`;

describe("overlayer set", () => {
  test("sets options of several environments, shows what changed and what to run next", async () => {
    const space = workspace();
    const outcome = await space.overlayer("set", "prod.memory=6Gi", "prod.storage.size=500Gi", "demo.cpu=2");
    expect(outcome).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "\`overlayer diff prod demo\` shows what this does, \`overlayer compile prod demo\` writes it.
      ",
        "stdout": "~ environments/prod.ts
          line 4
              namespace: "zookeeper-prod",
              servers: 5,
          -   memory: "4Gi",
          +   memory: "6Gi",
          +   storage: { size: "500Gi" },
            });

      ~ environments/demo.ts
          line 1
            import base from "./base.ts";
            
          - export default base.extend({ namespace: "zookeeper-demo", cpu: 0.5 });
          + export default base.extend({ namespace: "zookeeper-demo", cpu: 2 });

      2 files edited
      ",
      }
    `);
    expect(space.read("environments/prod.ts")).toContain('  memory: "6Gi",\n  storage: { size: "500Gi" },\n});');
    expect(space.read("environments/demo.ts")).toContain('{ namespace: "zookeeper-demo", cpu: 2 }');
  });

  test("--dry-run shows the same and writes nothing", async () => {
    const space = workspace();
    const { code, stdout, stderr } = await space.overlayer("set", "prod.memory=6Gi", "--dry-run");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "Nothing was written, as --dry-run asks.\n" });
    expect(stdout).toContain('+   memory: "6Gi",');
    expect(space.read("environments/prod.ts")).toBe(smallFleet["environments/prod.ts"]);
  });

  test("says what is so already, and --unset leaves options out beside others that are set", async () => {
    const space = workspace();
    const words = ["prod.servers=5", "prod.cpu=1", "demo.cpu=0.5", "--unset", "prod.heap", "prod.memory"];
    const { code, stdout } = await space.overlayer("set", ...words);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "prod has servers: 5 already.\ndemo has cpu: 0.5 already.\nenvironments/prod.ts does not set heap for prod.\n~",
    );
    expect(space.read("environments/prod.ts")).toContain("  servers: 5,\n  cpu: 1,\n});");
    expect(await space.overlayer("set", "demo.cpu=0.5")).toEqual({
      code: 0,
      stdout: "demo has cpu: 0.5 already.\n",
      stderr: "",
    });
  });

  test("environments in folders and maps, names with dots, lists of instances, and the base", async () => {
    const space = workspace({
      ...smallFleet,
      "environments/eu/prod.ts": layer('{ namespace: "eu" }').replace("./base", "../base"),
      "environments/prod.storage.ts": layer('{ namespace: "dotted" }'),
      "environments/regions.ts": `import base from "./base.ts";\nexport default { "us-1": base.extend({ namespace: "us" }) };\n`,
      "environments/two.ts": `import base from "./base.ts";\nexport default [base, base.extend({ name: "b" })];\n`,
    });
    const words = ["eu/prod.servers=5", "prod.storage.cpu=2", "regions/us-1.servers=5", "two[1].cpu=3", "base.cpu=1"];
    expect(await space.overlayer("set", ...words, 'prod.pods.labels["a.b/c"]=7')).toMatchObject({ code: 0 });
    expect(space.read("environments/eu/prod.ts")).toContain('{ namespace: "eu", servers: 5 }');
    expect(space.read("environments/prod.storage.ts")).toContain('{ namespace: "dotted", cpu: 2 }');
    expect(space.read("environments/prod.ts")).toContain('  pods: { labels: { "a.b/c": "7" } },\n');
    expect(space.read("environments/regions.ts")).toContain('{ namespace: "us", servers: 5 }');
    expect(space.read("environments/two.ts")).toContain('[base, base.extend({ name: "b", cpu: 3 })]');
    expect(space.read("environments/base.ts")).toContain('{ namespace: "zookeeper", cpu: 1 }');
  });
});

test("--unset takes out a misspelt option that the file has", async () => {
  const space = workspace();
  const right = space.read("environments/prod.ts");
  space.write("environments/prod.ts", right.replace("servers: 5,", "servers: 5,\n  memroy: 1,"));
  expect(await space.overlayer("set", "--unset", "prod.memroy")).toMatchObject({ code: 0 });
  expect(space.read("environments/prod.ts")).toBe(right);
});

describe("refused, with nothing written", () => {
  const files = {
    ...smallFleet,
    "environments/two.ts": 'import base from "./base.ts";\nexport default [base, base.extend({ name: "b" })];\n',
    "environments/computed.ts": layer('{ memory: "4Gi", heap: (self) => self.memory }'),
    "environments/map.ts": 'import base from "./base.ts";\nexport default { a: base.extend({ namespace: "a" }) };\n',
    "environments/failing.ts": 'throw new Error("no");\n',
  };

  test.each([
    [
      "words that are no assignment",
      [
        "prod.heap=null",
        "prod.heap",
        "prdo.heap=1G",
        "prod=3",
        "prod.jvmFlags[0]=x",
        'prod.pods.labels["a=1',
        "two.cpu=1",
      ],
      [
        ["set/value", "prod.heap cannot be null", "overlayer set --unset prod.heap", "prod.heap has no value"],
        ["environment/unknown", "did you mean prod?"],
        ["no option of prod is named", "write prod.OPTION=VALUE"],
        ["set/option", "a list replaces the one below", "several instances, 0 to 1", "two[1].cpu=…"],
      ],
    ],
    [
      "values that options do not take",
      ["prod.sevrers=5", "prod.servers=five", "prod.memory=6", "prod.image="],
      [
        ["option/unknown", "did you mean servers?", "environments/prod.ts:7:3"],
        ["option/type", 'servers is "five"', "memory is 6"],
        ["option/format", 'image is ""'],
      ],
    ],
    ["an environment of a map without an option", ["map/a=1"], ["write map/a.OPTION=VALUE"]],
    ["an option that is left out and not named", ["--unset", "prod"], ["`overlayer set --unset prod.OPTION`"]],
    [
      "a value for an option that is left out",
      ["--unset", "prod.memory=6Gi"],
      ["prod.memory has a value", "`overlayer set --unset prod.memory`", "`overlayer set prod.memory=VALUE`"],
    ],
    ["an option that is given twice", ["prod.memory=5Gi", "prod.memory=6Gi"], ["prod.memory is given twice"]],
    [
      "an option that is given in another one too",
      ["prod.storage.size=5Gi", 'prod.storage={"size":"6Gi"}'],
      ["prod.storage.size and prod.storage are given, one in the other"],
    ],
    ["a slip in what is left out", ["--unset", "prod.memroy"], ["option/unknown", "did you mean memory?"]],
    [
      "what names no option of an environment",
      ["prod.__proto__.servers=7", "prod.storage..size=5Gi", "prod.=5", ".servers=5", "="],
      ["prod.__proto__.servers=7", "prod.storage..size=5Gi", "prod.=5", ".servers=5", "="].map(
        (word) => `error[set/option]: "${word}" does not name an option of an environment\n = help: write ENV`,
      ),
    ],
    ["what is computed", ["computed.heap=1G", "demo.cpu=1"], [["edit/computed", "computed.ts:3:51", 'heap: "1G"']]],
    [
      "an environment that fails",
      ["failing.cpu=1", "prod[0].cpu=1"],
      [["evaluate/throw", "failing.ts"], ["a single instance"]],
    ],
  ])("%s", async (_, words, said) => {
    const space = workspace(files);
    const { code, stdout, stderr } = await space.overlayer("set", ...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    for (const part of said.flat()) expect(stderr).toContain(part);
    expect(stderr).toContain("Nothing was written.");
    for (const [file, text] of Object.entries(files)) expect(space.read(file)).toBe(text);
  });

  test("a step that a running ensemble does not survive", async () => {
    const space = workspace();
    await space.overlayer("compile");
    space.commit("first");
    const { code, stderr } = await space.overlayer("set", "prod.servers=7");
    expect(code).toBe(2);
    expect(stderr).toContain("`overlayer scale prod --to 7`");
    expect(space.git("status", "--porcelain")).toBe("");
  });

  test("a link in the place of the file", async () => {
    const space = workspace();
    space.write("environments/_prod", space.read("environments/prod.ts"));
    space.remove("environments/prod.ts");
    symlinkSync("_prod", join(space.root, "environments/prod.ts"));
    const { code, stdout, stderr } = await space.overlayer("set", "prod.cpu=1", "demo.cpu=1");
    expect([code, stdout]).toEqual([3, ""]);
    expect(stderr).toContain("a symbolic link is in the way: environments/prod.ts");
    expect(space.read("environments/demo.ts")).toBe(smallFleet["environments/demo.ts"]);
  });
});
