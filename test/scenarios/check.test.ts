import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { smallFleet, workspace } from "./workspace.ts";

/** A prod.ts whose options begin at line 4. */
const prod = (...options: readonly string[]) => ({
  ...smallFleet,
  "environments/prod.ts": `import base from "./base.ts";\n\nexport default base.extend({\n  ${options.join(",\n  ")},\n});\n`,
});

/** The issues of a check of these files, as `code file:line:column`. */
async function codes(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { stdout } = await workspace(files).overlayer("check", "--format", "json");
  const { issues }: { issues: { code: string; location: { file: string; line: number; column: number } }[] } =
    JSON.parse(stdout);
  return issues.map(({ code, location: at }) => `${code} ${at.file}:${at.line}:${at.column}`);
}

describe("overlayer check", () => {
  test("says in one line that all is well, and writes nothing", async () => {
    const space = workspace();
    const outcome = await space.overlayer("check");
    expect(outcome).toEqual({ code: 0, stdout: "2 environments checked: options, rules and types\n", stderr: "" });
    expect([space.files("base"), space.files("overlays")]).toEqual([[], []]);
  });

  test("a file name that is refused is an issue here too, and cannot speak to what runs the check", async () => {
    const space = workspace({ ...smallFleet, "environments/a\n::error::b.ts": "x(" });
    const { code, stdout, stderr } = await space.overlayer("check", "--format", "github");
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(stdout.trim().split("\n")).toEqual([
      expect.stringMatching(/^::error file=environments\/a%0A%3A%3Aerror.*title=environment\/name::/),
      expect.stringMatching(/^::error file=environments\/a%0A%3A%3Aerror.*title=evaluate\/syntax::/),
    ]);
  });

  test("names all environments that have a mistake of their base, whatever finds it", async () => {
    const withBase = (option: string) => ({
      ...smallFleet,
      "environments/base.ts": `import { zookeeper } from "overlayer/zookeeper";\n\nexport default zookeeper.extend({ ${option} });\n`,
    });
    for (const option of ["foo: 1", "foo: (self) => self.none.size"]) {
      const { stdout } = await workspace(withBase(option)).overlayer("compile", "--format", "json");
      expect(JSON.parse(stdout).issues).toMatchObject([{ environments: ["base", "demo", "prod"] }]);
    }
  });

  test("what would keep the type checker busy is told without it", async () => {
    for (const [value, column] of [
      [`${"(".repeat(20_000)}3${")".repeat(20_000)}`, 2506],
      [`${"self => ".repeat(20_000)}3`, 19964],
    ] as const) {
      const issue = `evaluate/syntax environments/prod.ts:4:${column}`;
      expect(await codes(prod(`servers: ${value}`))).toEqual([issue]);
    }
  });

  test("finds what only types show, with TypeScript's suggestion, in imported files too", async () => {
    const space = workspace({
      ...prod(`heap: (self) => (self.memry === "4Gi" ? "600M" : half())`),
      "profiles/half.ts": `export function half(): "512M" {\n  return "500M";\n}\n`,
    });
    space.write(
      "environments/prod.ts",
      `import { half } from "../profiles/half.ts";\n${space.read("environments/prod.ts")}`,
    );
    const { code, stdout, stderr } = await space.overlayer("check");
    expect({ code, stderr }).toEqual({ code: 2, stderr: "" });
    expect(stdout).toMatch(/error\[types\/TS2551\]: Property 'memry' does not exist .*Did you mean 'memory'\?\n/);
    expect(stdout).toContain(" --> environments/prod.ts:5:25\n");
    expect(stdout).toContain("5 |   heap: (self) => (self.memry === ");
    expect(stdout).toContain("  |                         ^^^^^\n");
    expect(stdout).toContain("error[types/TS2322]: Type '\"500M\"' is not assignable to type '\"512M\"'.\n");
    expect(stdout).toContain(" --> profiles/half.ts:2:3\n");
    expect(stdout).toContain("\n2 errors\n");
  });

  test("reports a mistake that the schema and the types both see once, as the schema does", async () => {
    const files = prod("server: 5", `memory: "4 GB"`, `storage: { sise: "1Gi" }`, `timing: { tickTime: "2000" }`);
    expect((await codes(files)).toSorted()).toEqual([
      "option/type environments/prod.ts:7:23",
      "option/unit environments/prod.ts:5:11",
      "option/unknown environments/prod.ts:4:3",
      "option/unknown environments/prod.ts:6:14",
    ]);
  });

  test("reports a syntax error once, whatever else it makes of the file", async () => {
    expect(await codes(prod("servers: 5,,\n  cpu: 2,,"))).toEqual(["evaluate/syntax environments/prod.ts:4:14"]);
  });

  test("an import that the sandbox refuses is one issue", async () => {
    const text = `import "lodash";\n${smallFleet["environments/prod.ts"]}`;
    expect(await codes({ ...smallFleet, "environments/prod.ts": text })).toEqual([
      "evaluate/import environments/prod.ts:1:8",
    ]);
  });

  test("what explains a value is a note of its issue", async () => {
    const { stdout } = await workspace(prod("cpu: (self) => self.servers.length")).overlayer("check");
    expect(stdout).toContain("error[evaluate/value]: cpu is undefined\n");
    expect(stdout).toContain(
      "note: Property 'length' does not exist on type 'number'.\n --> environments/prod.ts:4:31\n",
    );
    expect(stdout).toContain("\n1 error\n");
  });

  test("checks only the named environments", async () => {
    const space = workspace(prod("heap: (self) => self.memry"));
    expect(await space.overlayer("check", "demo")).toMatchObject({
      code: 0,
      stdout: "1 environment checked: options, rules and types\n",
    });
    expect((await space.overlayer("check", "prd")).stdout).toContain("error[environment/unknown]");
  });

  test("an empty repository is one clear error", async () => {
    const { code, stdout } = await workspace({ "environments/README.md": "" }).overlayer("check");
    expect(code).toBe(2);
    expect(stdout).toContain("error[environment/no-base]");
    expect(stdout).toContain("\n1 error\n");
  });

  test("the repository cannot switch the type checker off, nor lead it to other files of the machine", async () => {
    const space = workspace(prod('heap: (self) => (self.memry === undefined ? "512M" : "500M")'));
    space.write("tsconfig.json", `{ "compilerOptions": { "noCheck": true, "strict": false } }`);
    const secret = workspace({ "token.txt": "ghp_16C7e42F292c6912E7710c838347Ae178B4a;\n" });
    symlinkSync(join(secret.root, "token.txt"), join(space.root, "environments", "leak.ts"));
    const { code, stdout, stderr } = await space.overlayer("check");
    expect(code).toBe(2);
    expect(stdout).toContain("types/TS2551");
    expect(stdout + stderr).not.toContain("ghp_");
  });
});

describe("a warning", () => {
  const even = prod("servers: 4");

  test("is shown with its line, and is no reason to fail", async () => {
    const { code, stdout } = await workspace(even).overlayer("check");
    expect(code).toBe(0);
    expect(stdout).toContain("warning[zookeeper/odd-servers]: ");
    expect(stdout).toContain("--> environments/prod.ts:4:12");
    expect(stdout).toMatch(/\n1 warning\n2 environments checked: options, rules and types\n$/);
  });

  test("does not keep compile from writing, nor diff, render and verify from their work", async () => {
    const space = workspace(even);
    space.commit("nothing compiled");
    const outcomes = [await space.overlayer("diff"), await space.overlayer("compile"), await space.overlayer("verify")];
    expect(outcomes.map(({ code }) => code)).toEqual([1, 0, 0]);
    for (const { stderr } of outcomes) expect(stderr).toContain("warning[zookeeper/odd-servers]");
    expect(space.read("overlays/prod/kustomization.yaml")).toContain("replicas: 4");
    expect(await space.overlayer("render", "prod")).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("replicas: 4"),
    });
  });

  test("hides no type error of its line", async () => {
    const { code, stdout } = await workspace(prod("servers: 4 as string | number")).overlayer("check");
    expect(code).toBe(2);
    expect(stdout).toMatch(/error\[types\/TS\d+\].*warning\[zookeeper\/odd-servers\].*\n1 error, 1 warning\n$/s);
  });
});

describe("--format", () => {
  test("an unknown one is an error of the command line", async () => {
    const { code, stdout, stderr } = await workspace().overlayer("check", "--format", "xml");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("human, json, github, gitlab, sarif");
  });

  test("is a document where nothing is wrong, and nothing else goes to stdout", async () => {
    const space = workspace();
    const { code, stdout, stderr } = await space.overlayer("check", "--format", "json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "2 environments checked: options, rules and types\n" });
    expect(JSON.parse(stdout)).toEqual({ version: 1, issues: [] });
    expect((await space.overlayer("check", "--format", "github")).stdout).toBe("");
  });

  test("compile prints the issues in it, and everything for people to stderr", async () => {
    const space = workspace(
      prod("servers: 4", "production: true", 'memory: "2Gi"', "networkPolicy: { enabled: true }"),
    );
    const wrong = await space.overlayer("compile", "--format", "json");
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/^Nothing was written\. What is sound compiles to:\n/);
    expect(JSON.parse(wrong.stdout).issues).toMatchObject([{ code: "zookeeper/odd-servers", environment: "prod" }]);
    space.write("environments/prod.ts", smallFleet["environments/prod.ts"]);
    const right = await space.overlayer("compile", "--format", "json");
    expect(right.code).toBe(0);
    expect(JSON.parse(right.stdout)).toEqual({ version: 1, issues: [] });
    expect(right.stderr).toContain("2 environments, ");
  });
});
