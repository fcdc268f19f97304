import { expect, test } from "vitest";
import { patchText, withoutDocumentEnd } from "../../compiler/kubernetes/patch-text.ts";
import { printYaml } from "../../compiler/kubernetes/print-yaml.ts";

test("the mark that keeps a last newline says so, and is read back with and without these words", () => {
  const patch = { data: { "zoo.cfg": "tickTime=2000\n...\n" } };
  const text = patchText(patch);
  expect(text).toMatch(/\n {4}\.\.\.\n\.\.\. # end of the patch: keeps its last newline\n$/);
  expect(withoutDocumentEnd(text)).toBe(printYaml(patch));
  expect(withoutDocumentEnd(`${printYaml(patch)}...\n`)).toBe(printYaml(patch));
  expect(withoutDocumentEnd(printYaml(patch))).toBe(printYaml(patch));
});
