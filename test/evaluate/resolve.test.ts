import { expect, test } from "vitest";
import { resolveImport } from "../../compiler/evaluate/resolve.ts";

const importer = "/repository/environments/eu/prod.ts";

function resolve(specifier: string): unknown {
  const found = resolveImport(importer, specifier, "/compiler/", () => true);
  return typeof found === "string" ? found : found.message;
}

test.each([
  ["./a.ts", "/repository/environments/eu/a.ts"],
  ["../base.ts", "/repository/environments/base.ts"],
  ["../../lib/./x/../a.ts", "/repository/lib/a.ts"],
  ["overlayer", "/compiler/compiler/language/language.ts"],
  ["overlayer/zookeeper", "/compiler/apps/zookeeper/defaults.ts"],
])("%s is found", (specifier, id) => {
  expect(resolve(specifier)).toBe(id);
});

test.each([
  ["../../../a.ts", "outside"],
  ["../../../compiler/apps/zookeeper/defaults.ts", "outside"],
  ["../../../repository/a.ts", "outside"],
  ["./../../../../../../../etc/passwd.ts", "outside"],
  ["/repository/a.ts", "cannot be imported"],
  ["/etc/passwd", "cannot be imported"],
  ["file:///etc/passwd", "cannot be imported"],
  ["https://example.com/a.ts", "cannot be imported"],
  ["node:fs", "Node.js module"],
  ["fs", "cannot be imported"],
  ["overlayer/../../a.ts", "cannot be imported"],
  ["overlayer/compiler/language/view.ts", "cannot be imported"],
  ["#internal", "cannot be imported"],
  ["./a.json", "no TypeScript file"],
  ["./a", "no TypeScript file"],
  ["", "cannot be imported"],
])("%s is refused", (specifier, message) => {
  expect(resolve(specifier)).toContain(message);
});

test("what does not exist is refused", () => {
  expect(resolveImport(importer, "./a.ts", "/compiler/", () => false)).toMatchObject({
    message: '"./a.ts" does not exist',
  });
  expect(resolveImport(importer, "overlayer/kafka", "/compiler/", () => false)).toMatchObject({
    message: 'overlayer has no application "kafka"',
  });
});
