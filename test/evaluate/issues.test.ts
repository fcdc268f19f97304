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

test("a text that is exported is no import", async () => {
  const issues = await issuesOf(
    `${head}export const region = "eu-west-1";\nexport default app.extend({ servers: () => x });\n`,
  );
  expect(issues).toMatchObject([{ code: "evaluate/throw", location: { file: "bad.ts", line: 3 } }]);
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

test.each([
  ["two default exports", "export default app;\nexport default app.extend({});\n", "two default exports", "3:8"],
  [
    "a name that is exported twice",
    "const a = 1;\nexport { a };\nexport default app;\nexport { a };\n",
    '"a" is exported twice',
    "5:10",
  ],
  [
    "a name that there is not",
    "const a = 1;\nexport default app;\nexport { a, b as c };\n",
    '"b" is exported, and the file neither declares nor imports it',
    "4:13",
  ],
  ["an export of another kind", "\n export = app;\n", "`export =` is no export", "3:2"],
  ["an export of Node's", "\nmodule.exports = app;\n", "`module.exports` is no export", "3:1"],
])("%s cannot be in a module: told at its line", async (_, code, words, place) => {
  const [issue, ...more] = await issuesOf(head + code);
  expect(more).toEqual([]);
  expect(issue).toMatchObject({ code: "evaluate/syntax", message: expect.stringContaining(words) });
  expect(`${issue?.location?.line}:${issue?.location?.column}`).toBe(place);
});

test.each([
  ["a layer is called, as jsonnet has it", "export default app({ servers: 5 });\n", "extend, mixin, hidden and assert"],
  [
    "self is outside of a function",
    "export default app.extend({ heap: self.memory });\n",
    "heap: (self, super_, root) =>",
  ],
  ["jsonnet's library is asked for", "export default app.extend({ servers: std.length([1]) });\n", "no std"],
])("where %s the hint says what to write", async (_, code, hint) => {
  expect(await issuesOf(head + code)).toMatchObject([
    { code: "evaluate/throw", location: { line: 2 }, hint: expect.stringContaining(hint) },
  ]);
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
    { message: 'servers cannot be computed: thrown: "a string"', location: { line: 7 } },
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

test.each(["", `, ""`, ", () => undefined"])("an assert with the message %j says so", async (message) => {
  const [issue] = await issuesOf(`${head}export default app.extend({}).assert((self: any) => false${message});\n`);
  expect(issue).toMatchObject({
    code: "evaluate/assert",
    message: "an assert does not hold, and has no message",
    location: { file: "bad.ts", line: 2 },
    why: expect.stringContaining("condition"),
    hint: expect.stringContaining(".assert("),
  });
});

test.each([
  `throw new Error("password=hunter2")`,
  `throw { password: "hunter2" }`,
  `export default app.extend({}).assert(() => false, "token: hunter2")`,
  `export default app.extend({ heap: () => { throw new Error("https://u:hunter2@host") } })`,
])("a secret in what is thrown is not told: %s", async (code) => {
  const [issue] = await issuesOf(`${head}${code};\n`);
  expect(issue?.message).toContain("(hidden)");
  expect(JSON.stringify(issue)).not.toContain("hunter2");
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
  ["a prototype", "Object.create({ a: 1 })"],
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

test.each([
  ["a map", "throw { code: 5 };", 'thrown: {"code":5}', 1],
  ["null", "throw null;", "thrown: null", 1],
  ["text", 'throw "text";', 'thrown: "text"', 1],
  ["a long text", 'throw "x".repeat(1_000_000);', `thrown: "${"x".repeat(198)}…`, 1],
  ["an error without a message", "throw new RangeError();", "thrown: RangeError", 2],
  ["a proxy's trap", "export default new Proxy({}, { getPrototypeOf() { throw { a: 1 }; } });", 'thrown: {"a":1}', 1],
])("%s that is thrown is told, with the file at least", async (_, code, message, line) => {
  const issues = await issuesOf(`${head}${code}\n`);
  expect(issues).toMatchObject([{ code: "evaluate/throw", message, location: { file: "bad.ts", line } }]);
});

test.each([
  ["{ code: 6 }", '{"code":6}'],
  ["10n", "10"],
  ["new RangeError()", "RangeError"],
  ["(() => { const map: any = {}; map.map = map; return map; })()", "an object"],
])("%s that a field throws is told", async (value, text) => {
  const issues = await issuesOf(
    `${head}export default app.extend({\n  heap: () => {\n    throw ${value};\n  },\n});\n`,
  );
  expect(issues.map(({ message }) => message)).toEqual([`heap cannot be computed: thrown: ${text}`]);
});

test.each([
  ["exports nothing", "", { code: "evaluate/export", location: { file: "base.ts", line: 1 } }],
  ["throws", 'throw new Error("no base");', { code: "evaluate/throw", message: "no base" }],
])("where the base %s, only that is told, and what is wrong elsewhere", async (_, base, issue) => {
  const layer = 'import base from "./base.ts";\nexport default base.extend({ servers: 5 });\n';
  const files = { "a.ts": layer, "b.ts": layer, "base.ts": base, "own.ts": 'throw new Error("own");\n' };
  const { issues } = await evaluateAll({ ...files, "import.ts": `import "./none.ts";\n${layer}` });
  expect(issues).toMatchObject([
    { ...issue, environment: "base" },
    { message: "own", environment: "own" },
    { code: "evaluate/import", environment: "import", location: { file: "import.ts", line: 1 } },
  ]);
});

test.each([
  ["a list", "[app, app.extend({ servers: 5 })]"],
  ["a map", "{ eu: app }"],
])("an environment that extends %s is told that it does", async (what, exported) => {
  const files = {
    "base.ts": `${head}export default ${exported};\n`,
    "prod.ts": 'import base from "./base.ts";\nexport default (base as any).extend({});\n',
  };
  const { issues } = await evaluateAll(files);
  expect(issues).toMatchObject([{ code: "evaluate/throw", location: { file: "prod.ts", line: 2 } }]);
  expect(issues[0]?.hint).toContain(`base.ts exports ${what}, which has no extend`);
});

test.each([
  ["default", 'import { sizes } from "./lib/sizes.ts";\nimport base from "./lib/sizes.ts";\nexport default base;\n', 2],
  ["small", '\nimport { small } from "./lib/sizes.ts";\nexport default small;\n', 2],
])("an import of the name %s that is not exported is located, by the name of the file", async (name, file, line) => {
  const issues = await issuesOf(file, { "lib/sizes.ts": "export const sizes = 1;\n" });
  expect(issues).toMatchObject([{ code: "evaluate/import", location: { file: "bad.ts", line } }]);
  expect(issues[0]?.message).toMatch(/^lib\/sizes.ts has no /);
  expect(issues[0]?.message).toContain(name);
});

test("of many values that are none only the first are listed", async () => {
  const fields = "Object.fromEntries(Array.from({ length: 5000 }, (_, i) => ['k' + i, undefined]))";
  const issues = await issuesOf(`${head}export default app.extend(${fields} as object);\n`);
  expect(issues).toHaveLength(21);
  expect(issues.at(-1)).toMatchObject({
    code: "option/more",
    message: "… 4,980 more options are wrong",
    location: { file: "bad.ts" },
  });
});

test("of an environment with issues there is what could be computed: of a list all or nothing", async () => {
  const { evaluations, partial } = await evaluateAll({
    "bad.ts": `${head}export default app.extend({ args: [undefined as never, "b"], extra: [1], heap: () => { throw 1; } });\n`,
  });
  expect(evaluations).toEqual([]);
  const { args, heap, extra, servers } = optionsOf(partial[0]);
  expect({ args, heap, extra, servers }).toEqual({ args: undefined, heap: undefined, extra: [1], servers: 3 });
});

test("files that import each other are told with their path", async () => {
  const file = 'import { other } from "./lib/other.ts";\nexport const own = other.extend({});\nexport default own;\n';
  const other = 'import { own } from "../bad.ts";\nexport const other = own.extend({ servers: 5 });\n';
  const issues = await issuesOf(file, { "lib/other.ts": other });
  expect(issues).toMatchObject([
    {
      code: "evaluate/import",
      message: "these files import each other: bad.ts → lib/other.ts → bad.ts",
      location: { file: "bad.ts", line: 1 },
    },
  ]);
});

test("a value that is read too early in one file is no circle of files", async () => {
  const issues = await issuesOf(
    `${head}const size = later;\nconst later = 3;\nexport default app.extend({ servers: size });\n`,
  );
  expect(issues).toMatchObject([{ code: "evaluate/throw", location: { file: "bad.ts", line: 2 } }]);
});

test("brackets that are nested too deep are a syntax error, and no end of the process", async () => {
  const deep = `import { app } from "overlayer/app";\nexport default app.extend({ servers: ${"(".repeat(20_000)}1${")".repeat(20_000)} });\n`;
  const { issues } = await evaluateAll({ "deep.ts": deep });
  expect(issues.map(({ code, location }) => [code, location?.file, location?.line])).toEqual([
    ["evaluate/syntax", "deep.ts", 2],
  ]);
});
