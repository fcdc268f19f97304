import { expect, test } from "vitest";
import type { Issue } from "../compiler/issue.ts";
import { smallFleet, workspace } from "./scenarios/workspace.ts";

/** A fleet whose prod.ts has these options from line 4 on. */
const prod = (options: string) => ({
  ...smallFleet,
  "environments/prod.ts": `import base from "./base.ts";\n\nexport default base.extend(\n${options}\n);\n`,
});

test("thirty thousand wrong options are twenty issues and a number", async () => {
  const options = 'Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => ["k" + index, index])) as object';
  const { code, stdout } = await workspace(prod(options)).overlayer("compile", "--format", "json");
  expect(code).toBe(2);
  const { issues } = JSON.parse(stdout);
  expect(issues).toHaveLength(21);
  expect(issues[20]).toMatchObject({
    code: "option/more",
    message: "… 29,980 more options are wrong",
    location: { file: "environments/prod.ts" },
    environment: "prod",
  });
});

test("the wrong options of all instances are counted together", async () => {
  const wrong = `{ ${Array.from({ length: 15 }, (_, index) => `k${index}: 1`)} } as object`;
  const list = `import base from "./base.ts";\nexport default [base.extend(${wrong}),\nbase.extend(${wrong})];\n`;
  const space = workspace({ ...smallFleet, "environments/prod.ts": list });
  const { issues } = JSON.parse((await space.overlayer("compile", "--format", "json")).stdout);
  expect(issues).toHaveLength(21);
  expect(issues[20].message).toBe("… 10 more options are wrong");
});

test("what cannot be computed does not hide what else is wrong, and nothing that follows from it is told", async () => {
  const options = `{
    ports: undefined as never,
    timing: true as never,
    severs: 4,
    cpu: "x" as never,
    heap: () => { throw new Error("no heap"); },
  }`;
  const { stdout } = await workspace(prod(options)).overlayer("compile", "--format", "json");
  const issues: { code: string; location: { line: number } }[] = JSON.parse(stdout).issues;
  expect(issues.map(({ code, location }) => `${code} ${location.line}`).sort()).toEqual([
    "evaluate/throw 9",
    "evaluate/value 5",
    "option/type 6",
    "option/unit 8",
    "option/unknown 7",
  ]);
});

test("a wrong value of a constant is told with the line that uses it and the line that has it", async () => {
  const text = `import base from "./base.ts";
import { size as memory } from "../sizes.ts";

const cpu = "x";
export default base.extend({ memory, cpu, name: String("B") });
`;
  const files = { ...smallFleet, "sizes.ts": 'export const other = 1;\nexport const size = "4GB";\n' };
  const space = workspace({ ...files, "environments/prod.ts": text });
  const { issues } = JSON.parse((await space.overlayer("compile", "--format", "json")).stdout);
  const lines = issues.map(({ location, related }: Issue) =>
    [location, related?.find(({ message }) => message.startsWith("its value"))?.location].map(
      (place) => place && `${place.file}:${place.line}:${place.column}`,
    ),
  );
  expect(lines.sort()).toEqual([
    ["environments/prod.ts:5:30", "sizes.ts:2:21"],
    ["environments/prod.ts:5:38", "environments/prod.ts:4:13"],
    ["environments/prod.ts:5:49", undefined],
  ]);
});

test("wrong options, broken rules, and wrong overrides and objects are all told at once, without what follows from them", async () => {
  const options = `{
    production: true,
    servers: 4,
    cpus: 2 as never,
    timing: { tickTime: 0 },
    overrides: {
      "StatefulSet/zoo": { spec: {} },
      "StatefulSet/zk": { spec: { replica: 4 } },
    },
    extraObjects: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, dat: {} }],
  }`;
  const { code, stdout } = await workspace(prod(options)).overlayer("compile", "--format", "json");
  const issues: { code: string; severity: string; location: { line: number } }[] = JSON.parse(stdout).issues;
  expect(code).toBe(2);
  const errors = issues.filter(({ severity }) => severity === "error");
  expect(errors.map((issue) => `${issue.code} ${issue.location.line}`).sort()).toEqual([
    "object/unknown 11",
    "object/unknown 13",
    "option/range 8",
    "option/unknown 7",
    "override/target 10",
    "zookeeper/odd-servers 6",
    "zookeeper/production-memory 5",
  ]);
});

test("a value that kustomize cannot carry is told at the option that brought it, with what to do", async () => {
  const options = `{
    pods: { annotations: { team: "a", line: "a\\u2028b" } },
    overrides: { "StatefulSet/zk": { metadata: { annotations: { other: "c\\u2028d" } } } },
    extraObjects: [
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" }, data: { key: "\\u0085" } },
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "y", annotations: {} } },
    ],
  }`;
  const { stdout } = await workspace(prod(options)).overlayer("compile", "--format", "json");
  const issues: readonly (Issue & { environment: string })[] = JSON.parse(stdout).issues;
  expect(issues.map(({ code, location, hint }) => [code, location?.line, location?.column, typeof hint])).toEqual([
    ["factor/unrepresentable", 6, 72, "string"],
    ["factor/unrepresentable", 5, 45, "string"],
    ["factor/unrepresentable", 8, 84, "string"],
    ["factor/unrepresentable", 9, 7, "string"],
  ]);
});
