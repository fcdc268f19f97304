import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import type { Json } from "../../compiler/kubernetes/json.ts";
import { losses } from "../../compiler/kubernetes/losses.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { parseYaml } from "../../compiler/kubernetes/parse-yaml.ts";
import { printYaml } from "../../compiler/kubernetes/print-yaml.ts";
import { readPrinted } from "../../compiler/kubernetes/read-printed.ts";
import { build } from "../../compiler/kustomize/build.ts";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { printAsKustomize } from "../../compiler/kustomize/print.ts";
import { withFiles } from "../../compiler/process/temporary.ts";
import { hostileTexts } from "./arbitrary-manifests.ts";
import { seed } from "./seed.ts";

const text = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(" ", "\t", "\n", "a", "#", ":", "-", "'", '"', "1", ".", "e"), maxLength: 8 }),
);
const value = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    text,
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(text, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

/** Objects that hold anything, of those that kustomize can carry. */
function objects(count: number): readonly Manifest[] {
  const object = fc.record({ spec: value, list: fc.array(value) });
  return fc
    .sample(object, { seed, numRuns: count })
    .map((fields, index) => ({
      ...fields,
      apiVersion: "example.com/v1",
      kind: "Anything",
      metadata: { name: `number-${index}` },
    }))
    .filter((one) => losses([one]).length === 0);
}

test("what is printed is read as it was, by us and by readers of YAML 1.1 and 1.2", () => {
  for (const object of objects(1000)) {
    const yaml = printYaml(object);
    expect(parseYaml(yaml)).toEqual({ documents: [object] });
    expect(parseYaml(printAsKustomize(object))).toEqual({ documents: [object] });
    for (const version of ["1.1", "1.2"] as const) {
      const [document] = parseAllDocuments(yaml, { version, stringKeys: true });
      expect(document?.toJS()).toEqual(object);
    }
  }
});

test("the reader of what is printed reads nearly all of it, and nothing as anything else", () => {
  const printed = objects(1000).map((object) => ({ object, yaml: printYaml(object) }));
  const read = printed.filter(({ object, yaml }) => {
    const found = readPrinted(`# Generated\n${yaml}`);
    expect(found ?? object).toEqual(object);
    return found !== undefined;
  });
  expect(read.length).toBeGreaterThan(0.9 * printed.length);
  const pieces = ["\n", " ", "  ", "-", ": ", "#", '"', "&a ", "<<", "|", "\t", "\r", "0", "~", "{}", "y", "\u2028"];
  const edit = fc.tuple(fc.constantFrom(...printed), fc.nat(), fc.constantFrom(...pieces), fc.nat(3));
  for (const [{ yaml }, place, piece, removed] of fc.sample(edit, { seed, numRuns: 1000 })) {
    const at = place % yaml.length;
    const edited = yaml.slice(0, at) + piece + yaml.slice(at + removed);
    const found = readPrinted(edited);
    if (found !== undefined) expect({ documents: [found] }).toEqual(parseYaml(edited));
  }
});

test("kustomize builds what is printed", async () => {
  const expected = objects(300);
  const files = new Map([
    ["kustomization.yaml", printYaml({ sortOptions: { order: "fifo" }, resources: ["objects.yaml"] })],
    ["objects.yaml", expected.map(printYaml).join("---\n")],
  ]);
  const built = await withFiles(files, (root) => build(findKustomize(process.cwd()), root));
  const parsed = "text" in built ? parseYaml(built.text) : built;
  expect(parsed).toEqual({ documents: expected });
}, 60_000);
