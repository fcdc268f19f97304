import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { transpile } from "../../compiler/evaluate/transpile.ts";
import { evaluateAll } from "./trees.ts";

/** What is said of a text, and the part of it that is meant. */
function lostIn(source: string) {
  const result = transpile("a.ts", source);
  return "code" in result ? [] : result.faults.map(({ message, start, end }) => [message, source.slice(start, end)]);
}

describe("a key that comes again in its map is a fault", () => {
  test.each([
    ["side by side", "{ servers: 3, servers: 5 }", "servers"],
    ["in quotes", "{ servers: 3, 'servers': 5 }", "'servers'"],
    ["in brackets", '{ servers: 3, ["servers"]: 5 }', '"servers"'],
    ["as a number", '{ 16: "a", 0x10: "b" }', "0x10"],
    ["as a method", "{ heap: 1, heap(self) { return self; } }", "heap"],
    ["as a getter", "{ heap: 1, get heap() { return 2; } }", "heap"],
    ["as a name alone", "{ heap: 1, heap }", "heap"],
    ["in a map in a list in a map", '{ a: [{ b: 1 }, { "c d": 1, e: 2, "c d": 3 }] }', '"c d"'],
    ["after a map that has it too", "{ a: 1, b: { a: 1, c: [{ a: 1, d: 2 }] }, a: 2 }", "a"],
    ["after a map in a call", "{ a: f({ a: 1, c: 2 }), a: 2 }", "a"],
    ["after what looks like the end of a map", "{ a: `\n}\n` + /* \n}\n */ 1, a: 2 }", "a"],
    ["after a regular expression with a quote", "{ r: /[\"'{]/, a: 1, a: 2 }", "a"],
    ["in letters that are not English", "{ größe: 1, größe: 2 }", "größe"],
    ["with types", "{ a: 1 as number, b: <T>(x: { a: T }) => x, a: 2 }", "a"],
    ["with what is spread between", "{ a: 1, ...base, a: 2 }", "a"],
  ])("%s", (_, literal, key) => {
    const [fault, ...others] = lostIn(`const base = { x: ${literal} };\n`);
    expect(others).toEqual([]);
    expect(fault).toEqual([expect.stringContaining("is given twice in one map"), key]);
  });
});

test.each([
  ["maps beside each other", "{ a: { x: 1, y: 2 }, b: { x: 1, y: 2 }, c: [{ x: 1, y: 2 }, { x: 1, y: 2 }] }"],
  ["a getter and its setter", "{ get a() { return 1; }, set a(value) {} }"],
  ["a text that reads like a map", "{ a: `\n\tx: 1,\n\tx: 2\n`, b: 'x: 1, x: 2' }"],
  ["computed keys", "{ [a]: 1, [a]: 2 }"],
  ["lists of lists", '{ x: [["a", "b"], ["a"], ["a"]] }'],
  ["calls and types", "((x: { a: 1; a2: 2 }) => {\n  check(x);\n  check(x);\n  check;\n  check;\n})"],
  ["a class", "class {\n  static a = 1;\n  a = 1;\n  b = 2;\n}"],
])("%s are none", (_, value) => {
  expect(lostIn(`export default ${value};\n`)).toEqual([]);
});

test("__proto__ sets no field, unless it is computed", () => {
  const proto = ["__proto__ is no key of a map", "__proto__"];
  expect(lostIn("const a = { __proto__: { servers: 5 } };\n")).toEqual([proto]);
  expect(lostIn('const a = { b: [{ "__proto__": null }] };\n')).toEqual([[proto[0], '"__proto__"']]);
  expect(lostIn('const a = { ["__proto__"]: 1 }; // __proto__: 1\n')).toEqual([]);
});

const keys = fc.constantFrom("a", "b", '"c d"', "'b'", "größe", "1");
const texts = fc.constantFrom("1", "`a\n\tb: 1,\n}`", '"{"', "/[`{]/", "self => ({ a: 1, b: self })", "x ? a : b");
const literals = fc.letrec<{ map: Literal; value: Literal }>((tie) => ({
  map: fc
    .array(fc.tuple(keys, tie("value"), fc.constantFrom("", " ", "\n", "/* } */", "// a: 1\n")), { maxLength: 4 })
    .map((fields) => {
      const names = fields.map(([key]) => key.replace(/["']/g, ""));
      return {
        text: `{${fields.map(([key, value, blank]) => `${blank}${key}: ${value.text}`).join(", ")}}`,
        repeats: names.length - new Set(names).size + fields.reduce((sum, [, { repeats }]) => sum + repeats, 0),
      };
    }),
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    texts.map((text) => ({ text, repeats: 0 })),
    tie("map"),
    fc.array(tie("map"), { maxLength: 2 }).map(listOf),
  ),
}));

interface Literal {
  readonly text: string;
  /** How many keys of it came before. */
  readonly repeats: number;
}

function listOf(items: readonly Literal[]): Literal {
  const repeats = items.reduce((sum, one) => sum + one.repeats, 0);
  return { text: `[${items.map(({ text }) => text).join(", ")}]`, repeats };
}

test("of any maps in each other none is missed", () => {
  fc.assert(
    fc.property(literals.map, ({ text, repeats }) => {
      expect(lostIn(`export default ${text};\n`)).toHaveLength(repeats);
    }),
    { numRuns: 500 },
  );
});

test("a text that is nested deep, or full of what seems to begin, takes no long time and no stack", () => {
  const nested = `export default { a: 1, a: 2, b: ${"1 + ".repeat(5000)} 1 };\n`;
  expect(lostIn(nested)).toHaveLength(1);
  const long = `export default { a: 1, /* ${"x\n*".repeat(3_000_000)} */ a: 2 };\n`;
  expect(lostIn(long)).toHaveLength(1);
  const beginnings = ["/[/*]/, ", "/[`]/, ", "/\\'/, "].map((one) => one.repeat(20_000));
  expect(lostIn(`export default [${beginnings.join("")}];\n`)).toEqual([]);
});

test("an environment of a map that is given twice, and an option, are told with both of their places", async () => {
  const twice = `import { app } from "overlayer/app";
export default {
  a: app.extend({ servers: 3 }),
  a: app.extend({ servers: 5 }),
};
`;
  const { evaluations, issues } = await evaluateAll({ "twice.ts": twice });
  expect(evaluations).toEqual([]);
  expect(issues).toMatchObject([
    {
      code: "evaluate/key",
      location: { file: "twice.ts", line: 4, column: 3 },
      related: [{ location: { file: "twice.ts", line: 3, column: 3 } }],
    },
  ]);
});
