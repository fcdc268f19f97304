import { expect, test } from "vitest";
import { parseManifested } from "../../compiler/evaluate/manifested.ts";

const sound = { keys: [], instances: [{ application: "app", options: { servers: 3 } }], problems: [] };

test("what the language writes is read", () => {
  expect(parseManifested(JSON.stringify(sound))).toEqual(sound);
  const text = { ...sound, instances: [{ application: "app", options: { text: "__proto__" } }] };
  expect(parseManifested(JSON.stringify(text))).toEqual(text);
});

test.each([
  ["no JSON", "{"],
  ["a list", "[]"],
  ["nothing", "null"],
  ["an application that is no name", JSON.stringify({ ...sound, instances: [{ application: 1, options: {} }] })],
  ["options that are no map", JSON.stringify({ ...sound, instances: [{ application: "app", options: [] }] })],
  ["keys that are no names", JSON.stringify({ ...sound, keys: [1] })],
  ["problems that are no list", JSON.stringify({ ...sound, problems: {} })],
  ["a prototype", '{"keys":[],"instances":[{"application":"app","options":{"__proto__":{"a":1}}}],"problems":[]}'],
  [
    "a prototype in a list",
    '{"keys":[],"instances":[{"application":"app","options":{"a":[{"__proto__":1}]}}],"problems":[]}',
  ],
])("%s, which only a changed sandbox can write, is refused", (_, text) => {
  expect(parseManifested(text)).toBeUndefined();
});

test("problems of a wrong shape are text at worst", () => {
  const problems = [1, { kind: {}, message: 2, path: [{}, "a", 0], stack: null }];
  expect(parseManifested(JSON.stringify({ ...sound, problems }))?.problems[1]).toMatchObject({
    path: ["a", 0],
    stack: "",
  });
});
