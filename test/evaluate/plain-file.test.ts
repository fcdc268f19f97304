import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startEvaluating } from "../../compiler/evaluate/evaluate.ts";
import { plainFile } from "../../compiler/evaluate/plain-file.ts";
import { transpile } from "../../compiler/evaluate/transpile.ts";
import { optionsOf, treesOf } from "./trees.ts";

const base = `import { application } from "overlayer/app";\nexport const none = application("none", {});\nexport default none;\n`;
const start = 'import base from "./lib/base.ts";\n\n';

test("a file of plain values is read", () => {
  const text = `// sizes
import { small } from "../sizes.ts"; /* of all */
/** Three servers. */
export default small.extend({
  name: 'a "b"', // why
  "servers": 3, memory: "1Gi", cpu: -0.5, on: true, off: null,
  ports: [1, [], { a: "ü" },], storage: { size: "1Gi" },
});`;
  expect(plainFile(text)).toEqual({
    specifier: "../sizes.ts",
    exported: "small",
    fields: {
      ...{ name: 'a "b"', servers: 3, memory: "1Gi", cpu: -0.5, on: true, off: null },
      ...{ ports: [1, [], { a: "ü" }], storage: { size: "1Gi" } },
    },
  });
});

describe("a file that does more than that is not", () => {
  test.each([
    ["a function", "{ a: (self) => 1 }"],
    ["a method", "{ a() { return 1; } }"],
    ["a getter", "{ get a() { return 1; } }"],
    ["a name alone", "{ base }"],
    ["a spread", "{ ...base }"],
    ["a computed name", '{ ["a"]: 1 }'],
    ["a sum", "{ a: 1 + 1 }"],
    ["a text with an escape", '{ a: "\\u0041" }'],
    ["a template", "{ a: `1` }"],
    ["a number that is written otherwise", "{ a: 1e3 }"],
    ["a number with a suffix", "{ a: 1n }"],
    ["an octal number", "{ a: 010 }"],
    ["a name that is a number, which JavaScript sorts", '{ b: 1, "0": 1 }'],
    ["a name twice", "{ a: 1, a: 2 }"],
    ["a prototype", "{ __proto__: { a: 1 } }"],
    ["a hole in a list", "{ a: [1, , 2] }"],
    ["a type", "{ a: 1 as number }"],
    ["undefined", "{ a: undefined }"],
    ["another layer", "base"],
  ])("%s", (_, fields) => {
    expect(plainFile(`${start}export default base.extend(${fields});\n`)).toBeUndefined();
  });

  test.each([
    ["two calls", "export default base.extend({}).extend({});"],
    ["an assert", 'export default base.extend({}).assert(() => true, "");'],
    ["another name", "export default other.extend({});"],
    ["another method", "export default base.hidden({});"],
    ["another statement", "export default base.extend({});\nexport const a = 1;"],
    ["a second import", 'import a from "./a.ts";\nexport default base.extend({});'],
    ["no end", "export default base.extend({"],
  ])("%s", (_, text) => {
    expect(plainFile(start + text)).toBeUndefined();
  });
});

const characters = fc.constantFrom("a", "B", "7", " ", "ü", "\u2028", "/", "*", "'", ",", ":", "}", "😀", "$");

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.integer({ min: -99, max: 99_999 }),
      fc.string({ unit: characters, maxLength: 5 }),
    ),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("map"),
  ),
  map: fc.dictionary(
    fc.oneof(fc.string({ unit: characters, maxLength: 4 }), fc.constantFrom("a", "b1", "$c", "if", "toString")),
    tie("value"),
    {
      maxKeys: 4,
    },
  ),
}));

/** A change of a text at a place: so many characters there become these. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.constantFrom(0, 0, 1, 2),
  by: fc.constantFrom(
    ...[
      "",
      "",
      " ",
      "\n",
      "\r",
      "\t",
      "\u2028",
      "\u00a0",
      "//",
      "/*",
      "*/",
      '"',
      "'",
      "`",
      "\\",
      ",",
      ":",
      ";",
      ".",
      "0",
      "1",
    ],
    ...[
      "-",
      "+",
      "_",
      "e1",
      "n",
      "x",
      "[",
      "]",
      "{",
      "}",
      "(",
      ")",
      "...",
      "#",
      "!",
      "=",
      "?",
      "<",
      ">",
      "as",
      "null",
      "await ",
      "type ",
    ],
  ),
});

test("what it reads is what the sandbox finds, whatever the text", async () => {
  let read = 0;
  let changed = 0;
  const files = fc.tuple(values.map, fc.boolean(), fc.array(mutation, { maxLength: 1 }));
  const texts = fc.sample(files, { numRuns: Number(process.env["PLAIN_RUNS"] ?? 3000), seed: 20_261_123 });
  const accepted: Record<string, string> = {};
  for (const [fields, isIndented, mutations] of texts) {
    const whole = `${start}export default base.extend(${JSON.stringify(fields, null, isIndented ? 2 : 0)});\n`;
    const text = mutations.reduce((before, { at, length, by }) => {
      const from = Math.floor(at * before.length);
      return before.slice(0, from) + by + before.slice(from + length);
    }, whole);
    if (plainFile(text) === undefined) continue;
    accepted[`e${read}.ts`] = text;
    read++;
    if (text !== whole) changed++;
  }
  expect([read > 200, changed > 50]).toEqual([true, true]);
  // few at a time, as more would share their runs
  const { evaluate, end } = await startEvaluating(treesOf({ ...accepted, "lib/base.ts": base }));
  const sources = Object.keys(accepted).map((file) => ({ name: file, file }));
  for (let from = 0; from < sources.length; from += 8) {
    const { evaluations, issues } = await evaluate(sources.slice(from, from + 8));
    const isSound = (file: string) => plainFile(accepted[file] ?? "")?.specifier === "./lib/base.ts";
    expect(issues.filter(({ environment = "" }) => isSound(environment))).toEqual([]);
    for (const evaluation of evaluations) {
      const { fields } = plainFile(accepted[evaluation.file] ?? "") ?? {};
      expect(JSON.stringify(optionsOf(evaluation))).toBe(JSON.stringify(fields));
    }
  }
  end();
  expect(Object.entries(accepted).filter(([file, text]) => !("code" in transpile(file, text)))).toEqual([]);
});
