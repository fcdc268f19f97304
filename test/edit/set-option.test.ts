import { describe, expect, test } from "vitest";
import { setOption } from "../../compiler/edit/set-option.ts";

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
  ])("is left out: %j", (before, after) => {
    expect(edited(environment(before), "scalingTo")).toBe(environment(after));
  });
});

describe("an option that is not written", () => {
  test.each([
    ["{}", "{ servers: 4 }"],
    ["{ cpu: 1 }", "{ cpu: 1, servers: 4 }"],
    ["{ cpu: 1, }", "{ cpu: 1, servers: 4, }"],
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
    expect(edited(environment("{}"), "storage.size", "2Gi")).toBe(environment('{ storage: {"size":"2Gi"} }'));
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

describe("what only a person can edit is shown", () => {
  test.each([
    ["{ servers: (self) => self.zones * 3 }", "servers is computed here: (self) => self.zones * 3"],
    ["{ servers: count }", "servers is computed here: count"],
    ["{ servers: 1 + 2 }", "servers is computed here: 1 + 2"],
    ["{ servers }", "servers is computed here: servers"],
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
