import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseApplied, parseYaml } from "../../compiler/kubernetes/parse-yaml.ts";

test.each([
  "a: &x [1, two]\nb: *x\n",
  "a: &x { k: 1 }\nb: { <<: *x, k: 2, l: 3 }\n",
  "a: &x { k: 1 }\nb: &y { k: 2, m: 3 }\nc: { <<: [*x, *y], o: 4 }\n",
  "a: &x 1\nb: &y { p: &x 2, q: *x }\nc: &x 3\nd: *y\ne: *x\n",
  "a: &x text\nb: &y [*x, *x]\nc: [*y, *y]\n",
])("%j is read as other readers do", (text) => {
  expect(parseApplied(text)).toMatchObject({ documents: [parse(text, { merge: true })] });
  expect(parseYaml(text)).toHaveProperty("problem");
});

const doubled = (lines: number) =>
  Array.from({ length: lines }, (_, n) => `a${n}: &a${n} [${n === 0 ? "x, x" : `*a${n - 1}, *a${n - 1}`}]`).join("\n");

test.each([
  ["aliases that stand for billions of nodes", doubled(35), "its aliases stand for more than is read"],
  ["a long text many times", `a: &a ${"x".repeat(2000)}\nb: [${"*a, ".repeat(2000)}*a]`, "stand for more than is read"],
  ["an alias in what it stands for", "a: &a { b: [*a] }", "an alias is within what it stands for"],
  ["aliases within aliases", doubled(60).replaceAll(/, \*a\d+/g, ""), "nested too deeply"],
  ["an anchor of another document", "a: &a 1\n---\nb: *a", "a"],
  ["a merge of a list", "a: &a [1]\nb: { <<: *a }", "only maps can be merged"],
])("%s: a problem", (_, text, message) => {
  expect(parseApplied(text)).toMatchObject({ problem: { message: expect.stringContaining(message) } });
});
