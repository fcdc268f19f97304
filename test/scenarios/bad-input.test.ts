import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { smallFleet, workspace } from "./workspace.ts";

/** A prod.ts of one line of options, at line 4, column 3. */
const prod = (options: string) => ({
  ...smallFleet,
  "environments/prod.ts": `import base from "./base.ts";\n\nexport default base.extend({\n  ${options},\n});\n`,
});

describe("what a user gets wrong is one clear error, with its line, and nothing is written", () => {
  const mistakes: readonly (readonly [name: string, options: string, code: string, at: string, words: string])[] = [
    ["a misspelt option", "server: 5", "option/unknown", "4:3", "did you mean servers?"],
    ["an option that there is not", "colour: 5", "option/unknown", "4:3", "there is no option colour"],
    ["an option in the wrong group", `size: "20Gi"`, "option/unknown", "4:3", "did you mean storage.size?"],
    ["a wrong type", `servers: "five"`, "option/type", "4:12", `servers is "five", expected a number`],
    ["a wrong unit", `memory: "4 GB"`, "option/unit", "4:11", `did you mean "4Gi"?`],
    ["a unit that there is not here", `memory: "9Pi"`, "option/unit", "4:11", "in Mi, Gi, Ti, M, G or T"],
    ["a nested value", `storage: { size: "ten" }`, "option/unit", "4:20", `storage.size is "ten"`],
    [
      "a number that ZooKeeper cannot read",
      "timing: { tickTime: 3_000_000_000 }",
      "option/range",
      "4:23",
      "at most 2147483647",
    ],
    [
      "an even number of servers",
      `servers: 4, production: true, memory: "2Gi", networkPolicy: { enabled: true }`,
      "zookeeper/odd-servers",
      "4:12",
      "use 3 or 5",
    ],
    ["a heap that does not fit", `memory: "1Gi", heap: "900M"`, "zookeeper/heap-fits-memory", "4:24", "1Gi"],
    [
      "a label that is none",
      'pods: { labels: { "no label!": "x" } }',
      "option/format",
      "4:34",
      "a key of at most 63 letters",
    ],
    [
      "a wrong volume, from which other options follow",
      `storage: { transactionLog: { size: "ten" } }`,
      "option/unit",
      "4:38",
      `storage.transactionLog.size is "ten"`,
    ],
    [
      "a volume over the image",
      `directories: { data: "/usr/zk" }`,
      "zookeeper/directories",
      "4:24",
      "in the way of /usr",
    ],
    ["colliding ports", "ports: { client: 2888 }", "zookeeper/distinct-ports", "4:20", "2888"],
  ];

  test.for(mistakes)("%s", async ([, options, code, at, words]) => {
    const space = workspace(prod(options));
    const outcome = await space.overlayer("compile");
    expect(outcome).toMatchObject({ code: 2, stdout: "" });
    expect(outcome.stderr).toContain(`error[${code}]`);
    expect(outcome.stderr).toContain(`--> environments/prod.ts:${at}`);
    expect(outcome.stderr).toContain(words);
    expect(outcome.stderr).toContain(
      "\n1 error\nNothing was written. What is sound compiles to:\nbase  6 objects  7 files",
    );
    expect(space.files("overlays")).toEqual([]);
  });

  const files: readonly (readonly [name: string, text: string, code: string, at: string])[] = [
    ["a syntax error", "export default {\n  servers: 5,,\n};\n", "evaluate/syntax", "2:14"],
    ["a throw", `export default (() => {\n  throw new Error("no");\n})();\n`, "evaluate/throw", "2:13"],
    ["no export", "const servers = 5;\n", "evaluate/export", "1:1"],
    ["an import of a package", `import "lodash";\n`, "evaluate/import", "1:8"],
  ];

  test.for(files)("%s", async ([, text, code, at]) => {
    const space = workspace({ ...smallFleet, "environments/prod.ts": text });
    const outcome = await space.overlayer("compile");
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(`error[${code}]`);
    expect(outcome.stderr).toContain(`--> environments/prod.ts:${at}`);
    expect(space.files("overlays")).toEqual([]);
  });

  test.for(["con", "eu/NUL", "com1.x"])("a name that Windows keeps for a device: %s", async (name) => {
    const text = `export default {};\n`;
    const { code, stderr } = await workspace({ ...smallFleet, [`environments/${name}.ts`]: text }).overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain(`error[environment/name]: "${name}" cannot be`);
    expect(stderr).toContain("Windows");
  });

  test("an import by a link that leads out of the repository", async () => {
    const space = workspace({ ...smallFleet, "environments/prod.ts": `import "../link.ts";\n` });
    symlinkSync(import.meta.filename, `${space.root}/link.ts`);
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain("There is no file link.ts in the repository (a link that leads out of it is none)");
  });

  test("all mistakes of all environments at once", async () => {
    const space = workspace({
      ...prod(`servers: 0, memory: "4 GB"`),
      "environments/demo.ts": `import base from "./base.ts";\nexport default base.extend({ cpus: 1 });\n`,
    });
    const { stderr } = await space.overlayer("compile");
    expect(stderr).toContain("environments/prod.ts:4:12");
    expect(stderr).toContain("environments/prod.ts:4:23");
    expect(stderr).toContain("environments/demo.ts:2:30");
    expect(stderr).toContain("3 errors");
  });

  test("what is sound is told beside the errors, and not written", async () => {
    const space = workspace(prod("server: 5"));
    const { stderr } = await space.overlayer("compile");
    expect(stderr).toMatch(
      /What is sound compiles to:\nbase +6 objects .*\ndemo +6 objects .*\n1 environment, \d+ files would change\n$/,
    );
    expect(space.files("base")).toEqual([]);
  });

  test("a mistake in the base is one error, at its line in the base", async () => {
    const base = `import { zookeeper } from "overlayer/zookeeper";\nexport default zookeeper.extend({ memory: "4 GB" });\n`;
    const { stderr } = await workspace({ ...prod("servers: 5"), "environments/base.ts": base }).overlayer("compile");
    expect(stderr).toContain("--> environments/base.ts:2:43");
    expect(stderr.match(/error\[option\/unit\]/g)).toHaveLength(1);
  });
});

describe("a repository that is not as it should be", () => {
  test("no base", async () => {
    const { code, stderr } = await workspace({ "environments/prod.ts": "export default 1;\n" }).overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain("there is no environments/base.ts");
  });

  test("two environments with one name", async () => {
    const space = workspace({ ...smallFleet, "environments/PROD.ts": smallFleet["environments/prod.ts"] });
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain("error[environment/duplicate]");
  });

  test("a name that cannot be a folder, and a file in another language", async () => {
    const space = workspace({ ...prod("server: 5"), "environments/my prod.ts": "", "environments/test.js": "" });
    const wrong = smallFleet["environments/demo.ts"].replace("cpu: 0.5", "cpus: 1");
    space.write("environments/my.own prod.ts", wrong);
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr.match(/^error\[.*\]|^ --> .*$/gm)).toEqual([
      ...["error[environment/extension]", " --> environments/test.js:1:1"],
      ...["error[environment/name]", " --> environments/my prod.ts:1:1 (environment my prod)"],
      ...["error[evaluate/export]", " --> environments/my prod.ts:1:1 (environment my prod)"],
      ...["error[environment/name]", " --> environments/my.own prod.ts:1:1 (environment my.own prod)"],
      ...["error[option/unknown]", " --> environments/my.own prod.ts:3:59 (environment my.own prod)"],
      ...["error[option/unknown]", " --> environments/prod.ts:4:3 (environment prod)"],
    ]);
    expect(stderr).not.toMatch(/^my/m);
  });

  test("a link to a folder, whose environments would be missing in silence", async () => {
    const space = workspace({ ...smallFleet, "environments/README": "" });
    symlinkSync("..", join(space.root, "environments/eu"));
    symlinkSync("user@host.1234", join(space.root, "environments/.#prod.ts"));
    const { code, stderr } = await space.overlayer("compile");
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("error[environment/link]: environments/eu is a link to a folder"),
    ]);
    expect(stderr).toContain("1 error\n");
  });

  test("what is named like an environment and is no file of the repository; a link to one is read", async () => {
    const space = workspace();
    symlinkSync("prod.ts", join(space.root, "environments/link.ts"));
    symlinkSync("nowhere.ts", join(space.root, "environments/lost.ts"));
    symlinkSync(import.meta.filename, join(space.root, "environments/other.ts"));
    execFileSync("mkfifo", [join(space.root, "environments/pipe.ts")]);
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr.match(/^error.*$/gm)).toEqual([
      "error[environment/link]: environments/lost.ts is a link that leads to nothing",
      "error[environment/link]: environments/other.ts is a link that leads out of the repository",
      "error[environment/link]: environments/pipe.ts is a named pipe",
    ]);
    expect(stderr).toMatch(/compiles to:\nbase .*\ndemo .*\nlink .*\nprod .*\n/);
  });

  test("a base that is a link to nothing", async () => {
    const space = workspace({ "environments/prod.ts": smallFleet["environments/prod.ts"] });
    symlinkSync("nowhere.ts", join(space.root, "environments/base.ts"));
    const { stderr } = await space.overlayer("compile");
    expect(stderr.match(/^error.*$/gm)).toEqual([
      "error[environment/link]: environments/base.ts is a link that leads to nothing",
    ]);
  });

  test("a file of another encoding, whose letters would be others; a letter that stands for such is one like any other", async () => {
    const text = (name: string) => `${smallFleet["environments/demo.ts"]}// ${name}\n`;
    const space = workspace({ ...smallFleet, "environments/demo.ts": text("\ufffd") });
    expect((await space.overlayer("compile")).code).toBe(0);
    space.write("environments/prod.ts", Buffer.from(text("größe"), "latin1"));
    const { code, stderr } = await space.overlayer("compile");
    expect(code).toBe(2);
    expect(stderr).toContain(
      "error[evaluate/syntax]: the file is not UTF-8 from here on\n --> environments/prod.ts:4:6",
    );
  });

  test("an environment that there is not", async () => {
    const { code, stderr } = await workspace().overlayer("compile", "prd");
    expect(code).toBe(2);
    expect(stderr).toContain("did you mean prod?");
  });

  test("a generated file that was edited by hand is not overwritten", async () => {
    const space = workspace();
    await space.overlayer("compile");
    const file = "overlays/prod/kustomization.yaml";
    space.write(file, space.read(file).replace("replicas: 5", "replicas: 9"));
    const outcome = await space.overlayer("compile");
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(
      `error[write/edited]: this generated file was edited, by hand or by a merge\n --> ${file}:1:1`,
    );
    expect(space.read(file)).toContain("replicas: 9");
  });

  test("somebody else's file in the way is not overwritten, and nothing else is written", async () => {
    const space = workspace({ ...smallFleet, "base/kustomization.yaml": "resources: []\n" });
    const outcome = await space.overlayer("compile");
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain("error[write/foreign]");
    expect(space.files("base")).toEqual(["base/kustomization.yaml"]);
    expect(space.files("overlays")).toEqual([]);
  });
});

describe("a wrong command line", () => {
  test.for([["compil"], ["compile", "--chek"], ["render"], []])("%j", async (args) => {
    const { code, stdout, stderr } = await workspace().overlayer(...args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toBe("");
  });

  test.for(["compile", "check", "diff", "render", "verify"])("%s --help has an example", async (command) => {
    const { code, stdout } = await workspace().overlayer(command, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain(`$ overlayer ${command}`);
  });
});

describe("limits", () => {
  const heavy = `import base from "./base.ts";
const words = Array.from({ length: 200_000 }, (_, index) => "word " + index);
export default base.extend({ servers: words.length > 0 ? 5 : 3 });
`;

  test("an environment that needs more than it may says how to allow it, and may then", async () => {
    const space = workspace({ ...smallFleet, "environments/prod.ts": heavy });
    const refused = await space.overlayer("compile", "--limits", "memory=2");
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("error[evaluate/limit]: the environment needs more than 2 MB of memory");
    expect(refused.stderr).toContain("--limits memory=");
    expect((await space.overlayer("compile", "--limits", "memory=128")).code).toBe(0);
  });
});
