import { expect, test } from "vitest";
import { smallFleet, workspace } from "./scenarios/workspace.ts";

/** Code, place and environment of every issue. */
async function issuesOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { stdout } = await workspace({ ...smallFleet, ...files }).overlayer("compile", "--format", "json");
  return JSON.parse(stdout).issues.map(
    ({
      code,
      location,
      environment,
    }: {
      code: string;
      location: { file: string; line: number };
      environment?: string;
    }) => `${code} ${location.file}:${location.line} ${environment ?? "all"}`,
  );
}

test.each([
  ["is empty", "", "evaluate/export environments/base.ts:1 base"],
  [
    "exports a map",
    'import { zookeeper } from "overlayer/zookeeper";\nexport default { eu: zookeeper, us: zookeeper };\n',
    "evaluate/export environments/base.ts:2 all",
  ],
  ["throws", '\nthrow new Error("no base");\n', "evaluate/throw environments/base.ts:2 base"],
])("where the base %s, that alone is told, and what is wrong elsewhere", async (_, base, issue) => {
  const own = 'import "./nowhere.ts";\nexport default 1;\n';
  expect(await issuesOf({ "environments/base.ts": base, "environments/own.ts": own })).toEqual([
    issue,
    "evaluate/import environments/own.ts:1 own",
  ]);
});
