import { expect, test } from "vitest";
import { evaluateAll, optionsOf } from "./trees.ts";

const head = 'import { app } from "overlayer/app";\n';

async function issuesOf(file: string, others: Record<string, string> = {}) {
  return (await evaluateAll({ "bad.ts": file, ...others })).issues;
}

test("syntax errors have their place, in characters of the editor", async () => {
  const issues = await issuesOf(`${head}/* é😀 */ const x = ;\n`);
  expect(issues).toMatchObject([
    { code: "evaluate/syntax", location: { file: "bad.ts", line: 2, column: 21, endColumn: 22 } },
  ]);
});

test("all that cannot be loaded comes at once, and nothing that follows from it", async () => {
  const bad = `import { readFileSync } from "node:fs";
import * as z from "zod";
import { a } from "./a";
import { b } from "../../outside.ts";
import { broken } from "./lib/broken.ts";
import { unknown } from "overlayer/unknown";
export default [readFileSync, z, a, b, broken, unknown];
`;
  const others = { "lib/broken.ts": "export const broken = {;\n", "a.ts": `${head}export default app;\n` };
  const issues = await issuesOf(bad, others);
  const places = issues.map(({ code, location }) => [code, location?.file, location?.line]);
  expect(places).toHaveLength(6);
  expect(places).toEqual(
    expect.arrayContaining([
      ["evaluate/syntax", "lib/broken.ts", 1],
      ["evaluate/import", "bad.ts", 1],
      ["evaluate/import", "bad.ts", 2],
      ["evaluate/import", "bad.ts", 3],
      ["evaluate/import", "bad.ts", 4],
      ["evaluate/import", "bad.ts", 6],
    ]),
  );
  const messages = issues.map(({ message, hint }) => `${message} ${hint}`).join("\n");
  expect(messages).toContain('the Node.js module "node:fs"');
  expect(messages).toContain('the package "zod"');
  expect(messages).toContain('"./a.ts"');
});

test("types may be imported from anywhere", async () => {
  const file = `import type { Stats } from "node:fs";\n${head}export default app.extend({ extra: 1 as Stats | 1 });\n`;
  expect(await issuesOf(file)).toEqual([]);
});

test.each([
  ["exports nothing", "app.extend({});\n", "there is no default export", 1],
  ["exports a map", "\nexport default { servers: 3 };\n", "the default export is not a layer", 3],
  ["exports a mixin", "export default app.mixin({ servers: 3 });\n", "the default export is a mixin", 2],
])("a file that %s is an error", async (_, code, message, line) => {
  const [issue, ...more] = await issuesOf(head + code);
  expect(more).toEqual([]);
  expect(issue).toMatchObject({ code: "evaluate/export", location: { file: "bad.ts", line } });
  expect(issue?.message).toContain(message);
});

test("a thrown error has its line and those of its callers", async () => {
  const lib = 'export function half(text: string): number {\n  throw new Error("no half of " + text);\n}\n';
  const file = `import { half } from "./lib/half.ts";\n${head}export default app.extend({\n  extra: half("x"),\n});\n`;
  expect(await issuesOf(file, { "lib/half.ts": lib })).toMatchObject([
    {
      code: "evaluate/throw",
      message: "no half of x",
      location: { file: "lib/half.ts", line: 2, column: 13 },
      related: [{ location: { file: "bad.ts", line: 4, column: 10 } }],
    },
  ]);
});

test("what is thrown by a field names the field; all fields are reported, each cause once", async () => {
  const file = `${head}export default app.extend({
  memory: () => {
    throw new TypeError("no memory");
  },
  extra: (self) => self.memory,
  servers: () => {
    throw "a string";
  },
});
`;
  const issues = await issuesOf(file);
  expect(issues).toMatchObject([
    { message: "servers cannot be computed: thrown: a string", location: { line: 7 } },
    { message: "memory cannot be computed: TypeError: no memory", location: { line: 4 } },
  ]);
});

test("an error in a shared file that several environments meet is one issue", async () => {
  const base = `${head}export default app.extend({\n  heap: (self) => self.labels.none.size,\n});\n`;
  const layer = 'import base from "./lib/base.ts";\nexport default base;\n';
  const { issues } = await evaluateAll({ "lib/base.ts": base, "a.ts": layer, "b.ts": layer, "c.ts": layer });
  expect(issues).toHaveLength(1);
  expect(issues[0]).toMatchObject({ code: "evaluate/throw", location: { file: "lib/base.ts", line: 3 } });
  expect(issues[0]?.environment).toBeUndefined();
});

test("a cycle names its way and the lines on it", async () => {
  const file = `${head}export default app.extend({
  heap: (self) => self.memory,
  memory: (self) => self.heap,
});
`;
  const [issue, ...more] = await issuesOf(file);
  expect(more).toEqual([]);
  expect(issue?.code).toBe("evaluate/cycle");
  expect(issue?.message).toContain("memory → heap → memory");
  expect([issue?.location?.line, ...(issue?.related ?? []).map(({ location }) => location.line)].sort()).toEqual([
    3, 4,
  ]);
});

test("a cycle goes through maps and lists", async () => {
  const file = `${head}export default app.extend({
  storage: { size: (self, super_, root) => root.args[1] ?? "" },
  args: ["a", (self) => self.storage.size],
});
`;
  expect((await issuesOf(file))[0]?.message).toContain("storage.size → args[1] → storage.size");
});

test("failed asserts are at their lines, all of them, the topmost layer first", async () => {
  const file = `${head}const base = app
  .assert((self) => self.servers % 2 === 1, "an odd number of servers")
  .assert(() => true, "never");
export default base.extend({ servers: 4 })
  .assert((self) => self.servers > 5, (self) => \`\${self.servers} servers are too few\`);
`;
  const issues = await issuesOf(file);
  expect(issues).toMatchObject([
    { code: "evaluate/assert", message: "4 servers are too few", location: { file: "bad.ts", line: 6 } },
    { code: "evaluate/assert", message: "an odd number of servers", location: { file: "bad.ts", line: 3 } },
  ]);
});

test.each([
  ["NaN", "Number.NaN"],
  ["Infinity", "Infinity"],
  ["undefined", "undefined"],
  ["undefined in a list", "[1, undefined]"],
  ["a hole in a list", "[1, , 2]"],
  ["a big integer", "1n"],
  ["a symbol", 'Symbol("x")'],
  ["a function of a function", "() => () => 1"],
  ["a map object", "new Map([[1, 2]])"],
  ["a regular expression", "/x/"],
  ["an instance", "new (class Size { size = 1 })()"],
  ["a promise", "Promise.resolve(1)"],
  ["a prototype", "{ __proto__: { a: 1 } }"],
  ["a field named __proto__", '{ ["__proto__"]: { a: 1 } }'],
  ["a field of JSON named __proto__", `JSON.parse('{ "__proto__": 1 }')`],
])("%s is no value", async (_, value) => {
  const issues = await issuesOf(`${head}export default app.extend({\n  extra: ${value} as unknown,\n});\n`);
  expect(issues).toMatchObject([{ code: "evaluate/value", location: { file: "bad.ts", line: 3 } }]);
});

test("options that are built from hostile names are plain data", async () => {
  const file = `${head}export default app.extend({ labels: { constructor: "a", toString: "b", hasOwnProperty: "c" } });\n`;
  const { evaluations } = await evaluateAll({ "prod.ts": file });
  expect(optionsOf(evaluations[0])["labels"]).toEqual({
    tier: "data",
    constructor: "a",
    toString: "b",
    hasOwnProperty: "c",
  });
});

test("an environment that changes what is built in harms only itself", async () => {
  const code = `Array.prototype.push = () => 0;
(JSON as any).stringify = () => '{"application":1}';
Map.prototype.values = () => { throw new Error("mine"); };
Object.keys = () => [];
`;
  const files = { "bad.ts": `${head}${code}export default app;\n`, "sane.ts": `${head}export default app;\n` };
  const { evaluations, issues } = await evaluateAll(files);
  expect(evaluations.map(({ name }) => name)).toContain("sane");
  expect(issues.every(({ environment }) => environment === "bad")).toBe(true);
});

test("an environment whose file does not exist is an error", async () => {
  const { evaluate } = await import("../../compiler/evaluate/evaluate.ts");
  const { treesOf } = await import("./trees.ts");
  const { issues } = await evaluate([{ name: "x", file: "x.ts" }], treesOf({}));
  expect(issues).toMatchObject([{ code: "evaluate/import", message: "there is no file x.ts", environment: "x" }]);
});
