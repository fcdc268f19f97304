import { describe, expect, test } from "vitest";
import { committed, smallFleet, type Workspace, workspace } from "../scenarios/workspace.ts";

async function changed(): Promise<Workspace> {
  const space = await committed();
  const prod = smallFleet["environments/prod.ts"];
  space.write("environments/prod.ts", prod.replace("servers", `storage: { size: "500Gi" },\n  cpu: 3,\n  servers`));
  return space;
}

describe("what a change does, at the lines that caused it", { timeout: 30_000 }, () => {
  test("github: an error at the line that is refused, a notice where pods restart", async () => {
    const { code, stdout } = await (await changed()).overlayer("diff", "--format", "github");
    expect(code).toBe(1);
    const heads = stdout
      .trim()
      .split("\n")
      .map((line) => line.slice(0, line.indexOf("::", 2)));
    expect(heads).toEqual([
      "::error file=environments/prod.ts,line=5,col=14,endColumn=18,title=impact/refused",
      // the snapshots' limit follows from the size
      "::notice file=environments/prod.ts,line=5,col=14,endColumn=18,title=impact/restarts",
      "::notice file=environments/prod.ts,line=6,col=3,endColumn=6,title=impact/restarts",
    ]);
    expect(stdout).toContain("help: Expand the claims that there are first");
  });

  test("sarif: the levels, and the lines that it overrode", async () => {
    const { stdout } = await (await changed()).overlayer("diff", "--format", "sarif");
    const { results } = JSON.parse(stdout).runs[0];
    expect(results.map(({ level, ruleId }: { level: string; ruleId: string }) => [level, ruleId])).toEqual([
      ["error", "impact/refused"],
      ["note", "impact/restarts"],
      ["note", "impact/restarts"],
    ]);
    expect(results[0].relatedLocations).toHaveLength(1);
  });

  test("gitlab: a code quality report, whose entries keep their fingerprints when lines move", async () => {
    const space = await changed();
    const report = async () => JSON.parse((await space.overlayer("diff", "--format", "gitlab")).stdout);
    const first = await report();
    space.write("environments/prod.ts", `\n${space.read("environments/prod.ts")}`);
    const moved = await report();
    type Entry = { fingerprint: string; severity: string; location: { path: string; lines: { begin: number } } };
    expect(first.map(({ severity, location }: Entry) => [severity, location])).toEqual([
      ["critical", { path: "environments/prod.ts", lines: { begin: 5 } }],
      ["info", { path: "environments/prod.ts", lines: { begin: 5 } }],
      ["info", { path: "environments/prod.ts", lines: { begin: 6 } }],
    ]);
    expect(moved.map(({ fingerprint }: Entry) => fingerprint)).toEqual(
      first.map(({ fingerprint }: Entry) => fingerprint),
    );
    expect(moved.map(({ location }: Entry) => location.lines.begin)).toEqual([6, 6, 7]);
  });

  test("one line that does the same in many environments is one entry with their names", async () => {
    const space = workspace();
    await space.overlayer("compile");
    space.commit("first");
    space.write("environments/base.ts", smallFleet["environments/base.ts"].replace("{ n", "{ cpu: 2, n"));
    space.write("environments/demo.ts", smallFleet["environments/demo.ts"].replace(", cpu: 0.5", ""));
    const { stdout } = await space.overlayer("diff", "--format", "github");
    expect(stdout.match(/^::notice file=environments\/base.ts/gm)).toHaveLength(2);
    expect(stdout).not.toContain("file=environments/demo.ts");
  });

  test("of very many environments the first ones speak for those whose causes were not looked for", async () => {
    const names = Array.from({ length: 12 }, (_, index) => `e${index}`);
    const space = workspace({
      "environments/base.ts": smallFleet["environments/base.ts"],
      ...Object.fromEntries(
        names.map((name) => [
          `environments/${name}.ts`,
          `import base from "./base.ts";\nexport default base.extend({ namespace: "${name}" });\n`,
        ]),
      ),
    });
    await space.overlayer("compile");
    space.commit("first");
    space.write("environments/base.ts", smallFleet["environments/base.ts"].replace("{ n", "{ cpu: 2, n"));
    const { stdout } = await space.overlayer("diff", "--format", "github");
    expect(stdout.match(/^::/gm)).toHaveLength(1);
    for (const name of names) expect(stdout).toMatch(new RegExp(`::.*\\b${name}\\b`));
  });
});
