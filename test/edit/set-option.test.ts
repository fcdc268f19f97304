import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { setOption } from "../../compiler/edit/set-option.ts";
import { seed } from "../laws/seed.ts";

/** An environment of one layer, its literal as given. */
const environment = (literal: string) => `import base from "./base.ts";\n\nexport default base.extend(${literal});\n`;

function edited(text: string, option: string, value?: number | string, key?: string): string {
  const edit = { path: option.split("."), ...(value === undefined ? {} : { value }) };
  const result = setOption("environments/prod.ts", text, key, edit);
  return "text" in result ? result.text : `${result.reason}: ${text.slice(result.start, result.end)}`;
}

describe("an option that is written", () => {
  test.each([
    ["a number", "{ servers: 3 }", "{ servers: 4 }"],
    [
      "between comments",
      "{ /* a */ servers: /* b */ 3 /* c */, cpu: 2 }",
      "{ /* a */ servers: /* b */ 4 /* c */, cpu: 2 }",
    ],
    ["in quotes", '{ "servers": 3 }', '{ "servers": 4 }'],
    ["twice: the one that counts", "{ servers: 1, servers: 3 }", "{ servers: 1, servers: 4 }"],
    ["over several lines", "{\n  // why\n  servers: 3, // three\n}", "{\n  // why\n  servers: 4, // three\n}"],
    ["without commas", "{\n  servers: 3\n}", "{\n  servers: 4\n}"],
  ])("is replaced, %s", (_, before, after) => {
    expect(edited(environment(before), "servers", 4)).toBe(environment(after));
  });

  test.each([
    ["{ servers: 3, scalingTo: 5 }", "{ servers: 3 }"],
    ["{ scalingTo: 5, servers: 3 }", "{ servers: 3 }"],
    ["{ cpu: 1, scalingTo: 5, servers: 3 }", "{ cpu: 1, servers: 3 }"],
    ["{ scalingTo: 5 }", "{ }"],
    [
      "{\n  servers: 3,\n  scalingTo: 5, // soon\n  // the rest\n  cpu: 1,\n}",
      "{\n  servers: 3,\n  // the rest\n  cpu: 1,\n}",
    ],
    ["{\n  servers: 3, scalingTo: 5,\n}", "{\n  servers: 3,\n}"],
    ["{\r\n  servers: 3,\r\n  scalingTo: 5\r\n}", "{\r\n  servers: 3,\r\n}"],
    ["{ cpu: 1 }", "{ cpu: 1 }"],
    // the comments of others stay
    ["{\n  cpu: 1, // one\n  scalingTo: 5, servers: 3, // two\n}", "{\n  cpu: 1, // one\n  servers: 3, // two\n}"],
    ["{\n  cpu: 1, scalingTo: 5, // both\n}", "{\n  cpu: 1, // both\n}"],
    ["{\n  cpu: 1, scalingTo: 5 // both\n}", "{\n  cpu: 1 // both\n}"],
    ["{\n  cpu: 1 /* one */, scalingTo: 5 /* soon */\n}", "{\n  cpu: 1 /* one */\n}"],
    ["{\n  cpu: 1 /* one */, scalingTo: 5 /* soon */,\n}", "{\n  cpu: 1 /* one */,\n}"],
    ["{ cpu: 1 /* a */, /* b */ scalingTo: 5 /* c */, /* d */ servers: 3 }", "{ cpu: 1 /* a */, /* d */ servers: 3 }"],
    ["{ /* soon */ scalingTo: 5, servers: 3 /* three */ }", "{ servers: 3 /* three */ }"],
    ["{\n  cpu: 1, // one\n  scalingTo: 5 }", "{\n  cpu: 1, // one\n  }"],
    ["{\n  cpu: 1,\n  /* soon */ scalingTo: 5, // five\n  servers: 3,\n}", "{\n  cpu: 1,\n  servers: 3,\n}"],
  ])("is left out: %j", (before, after) => {
    expect(edited(environment(before), "scalingTo")).toBe(environment(after));
  });
});

describe("an option that is not written", () => {
  test.each([
    ["{}", "{ servers: 4 }"],
    ["{ cpu: 1 }", "{ cpu: 1, servers: 4 }"],
    ["{ cpu: 1, }", "{ cpu: 1, servers: 4, }"],
    ["{ cpu: 1 /* one */ }", "{ cpu: 1 /* one */, servers: 4 }"],
    ["{\n  a: 0, cpu: 1 /* one */ // both\n}", "{\n  a: 0, cpu: 1 /* one */, servers: 4 // both\n}"],
    ["{\n  cpu: 1, // one, two\n}", "{\n  cpu: 1, // one, two\n  servers: 4,\n}"],
    ["{\n\tcpu: 1 // one, two\n}", "{\n\tcpu: 1, // one, two\n\tservers: 4,\n}"],
    ["{\n  cpu: 1,\n  // the end\n}", "{\n  cpu: 1,\n  servers: 4,\n  // the end\n}"],
    ["{\r\n  cpu: 1,\r\n}", "{\r\n  cpu: 1,\r\n  servers: 4,\r\n}"],
    ["{ ...common }", "{ ...common, servers: 4 }"],
  ])("is put behind the others: %j", (before, after) => {
    expect(edited(environment(before), "servers", 4)).toBe(environment(after));
  });

  test("goes into the map that is there, or brings its own", () => {
    expect(edited(environment('{ storage: { size: "1Gi" } }'), "storage.size", "2Gi")).toBe(
      environment('{ storage: { size: "2Gi" } }'),
    );
    expect(edited(environment("{ storage: {} }"), "storage.size", "2Gi")).toBe(
      environment('{ storage: { size: "2Gi" } }'),
    );
    expect(edited(environment("{}"), "storage.size", "2Gi")).toBe(environment('{ storage: { size: "2Gi" } }'));
  });
});

test("of several layers the one that sets the option is edited, else the topmost", () => {
  const text = environment("{ servers: 3 }").replace(");", ").extend(large).extend({ cpu: 2 });");
  expect(edited(text, "servers", 4)).toBe(text.replace("servers: 3", "servers: 4"));
  expect(edited(text, "scalingTo", 5)).toBe(text.replace("cpu: 2", "cpu: 2, scalingTo: 5"));
});

test("constants of the file are followed, for the layer and for its fields", () => {
  const text = "const fields = { servers: 3 };\nconst prod = base.extend(fields);\nexport default prod;\n";
  expect(edited(text, "servers", 4)).toBe(text.replace("3", "4"));
});

test("in a map of environments that at the key is edited", () => {
  const text = 'export default {\n  eu: base.extend({ servers: 3 }),\n  "us": base.extend({ servers: 3 }),\n};\n';
  expect(edited(text, "servers", 4, "us")).toBe(
    text.replace('"us": base.extend({ servers: 3', '"us": base.extend({ servers: 4'),
  );
});

test("a constant that several environments use is left alone", () => {
  const text = `const small = base.extend({ cpu: 1 });
const eu = small.extend({ servers: 3 });
export default { eu, us: small.extend({ servers: 3 }), ap: small };
`;
  expect(edited(text, "cpu", 2, "eu")).toBe(text.replace("servers: 3", "servers: 3, cpu: 2"));
  expect(edited(text, "cpu", 2, "ap")).toContain("not an .extend({ … }) written out here: small");
});

test("of a list of instances that of the index is edited", () => {
  const text = "const two = base.extend({ cpu: 1 });\nexport default [base.extend({ cpu: 1 }), two];\n";
  const result = setOption("environments/prod.ts", text, undefined, { path: ["cpu"], value: 2 }, 1);
  expect(result).toEqual({ text: text.replace("cpu: 1", "cpu: 2") });
  expect(setOption("environments/prod.ts", text, undefined, { path: ["cpu"], value: 2 }, 2)).toMatchObject({
    reason: "instance 2 is not written out here",
  });
});

test("what is left out is left out of every layer", () => {
  const text = environment('{ cpu: 1, storage: { size: "1Gi" } }').replace(");", ").extend({ cpu: 2, storage: {} });");
  expect(edited(text, "cpu")).toBe(text.replace("cpu: 1, ", "").replace("cpu: 2, ", ""));
  expect(edited(text, "storage.size")).toBe(text.replace('{ size: "1Gi" }', "{ }"));
});

test("a value that is there already stays as it is written", () => {
  const text = environment("{ image: 'zk', jvmFlags: [ '-x', ], snapCount: 1_000, ratio: -0.5 }");
  for (const [option, value] of [
    ["image", "zk"],
    ["snapCount", 1000],
    ["ratio", -0.5],
  ] as const)
    expect(edited(text, option, value)).toBe(text);
  const edit = { path: ["jvmFlags"], value: ["-x"] };
  expect(setOption("environments/prod.ts", text, undefined, edit)).toEqual({ text });
});

test("a byte order mark, line ends and comments stay", () => {
  const text = `\ufeff${environment("{\r\n  cpu: 1, /* one\r\n  two */\r\n  storage: {\r\n    // none\r\n  },\r\n}")}`;
  expect(edited(text, "storage.size", "2Gi")).toBe(text.replace("// none\r\n", '// none\r\n    size: "2Gi",\r\n'));
  expect(edited(text, "cpu")).toBe(text.replace("  cpu: 1, /* one\r\n  two */\r\n", ""));
  const computed = setOption("environments/prod.ts", text.replace("1", "one"), undefined, { path: ["cpu"], value: 2 });
  expect("reason" in computed && text.replace("1", "one").slice(computed.start, computed.end)).toBe("one");
});

test("a value too long for a line gets several, a name that is none gets quotes", () => {
  const value = { "prometheus.io/scrape": "true", ["__proto__"]: "x".repeat(80), list: [], map: {} };
  const result = setOption("environments/prod.ts", environment("{\n  cpu: 1,\n}"), undefined, { path: ["a"], value });
  expect(result).toEqual({
    text: environment(`{
  cpu: 1,
  a: {
    "prometheus.io/scrape": "true",
    ["__proto__"]: "${"x".repeat(80)}",
    list: [],
    map: {},
  },
}`),
  });
});

describe("what only a person can edit is shown", () => {
  test.each([
    ["{ servers: (self) => self.zones * 3 }", "servers is computed here: (self) => self.zones * 3"],
    ["{ servers: count }", "servers is computed here: count"],
    ["{ servers: 1 + 2 }", "servers is computed here: 1 + 2"],
    ["{ servers }", "servers is computed here: servers"],
    ["{ servers: { of: (self) => 3 } }", "servers is computed here: { of: (self) => 3 }"],
    ["{ get servers() { return 3; } }", "servers is computed here: get servers() { return 3; }"],
    ["large", "the environment is not an .extend({ … }) written out here: base.extend(large)"],
  ])("%s", (literal, reason) => {
    expect(edited(environment(literal), "servers", 4)).toBe(reason);
  });

  test("an environment that code makes, a list, and no export", () => {
    expect(edited("export default Object.fromEntries(all);\n", "servers", 4, "eu")).toContain(
      '"eu" is not written out',
    );
    expect(edited("export default [one, two];\n", "servers", 4)).toContain("not an .extend");
    expect(edited("export const base = 1;\n", "servers", 4)).toContain("exports no layer");
  });
});

test("any value that is set is what the text then says", () => {
  const name = fc.string({ minLength: 1 });
  const value = fc.jsonValue({ maxDepth: 3 }).filter((one) => one !== null);
  fc.assert(
    fc.property(name, value, fc.constantFrom("{}", "{ a: 1 }", "{\n  a: 1, // one\n}"), (option, given, literal) => {
      const json = JSON.parse(JSON.stringify(given));
      const edit = { path: [option], value: json };
      const first = setOption("environments/prod.ts", environment(literal), undefined, edit);
      if (!("text" in first)) throw new Error(first.reason);
      // the value that is there is recognized, in whatever form it was written
      expect(setOption("environments/prod.ts", first.text, undefined, edit)).toEqual(first);
      const without = setOption("environments/prod.ts", first.text, undefined, { path: [option] });
      expect("text" in without && without.text.includes("a: 1")).toBe(literal !== "{}" && option !== "a");
    }),
    { numRuns: 20, seed },
  );
});
