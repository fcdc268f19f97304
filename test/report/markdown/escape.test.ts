import { expect, test } from "vitest";
import { cell, code, fence, prose } from "../../../compiler/report/markdown/escape.ts";

test.each([
  ["plain", "`plain`"],
  ["a`b", "``a`b``"],
  ["`", "`` ` ``"],
  ["", "`  `"],
  ["<img src=x> @all", "`<img src=x> @all`"],
  ["two\nlines", "`two\\nlines`"],
])("code: %j", (text, expected) => expect(code(text)).toBe(expected));

test("a pipe does not end the cell of a table", () => {
  expect(cell("a|b")).toBe("`a\\|b`");
});

test.each([
  ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
  ["*bold* [link](x) `code`", "\\*bold\\* \\[link\\](x) \\`code\\`"],
  ["@org/team fixes #1", "@<!-- -->org/team fixes #<!-- -->1"],
  ["https://example.org", "https:<!-- -->//example.org"],
])("prose: %j", (text, expected) => expect(prose(text)).toBe(expected));

test("a fence is longer than every fence in it", () => {
  expect(fence("diff", ["+ ```", "+ ````js"])).toBe("`````diff\n+ ```\n+ ````js\n`````");
});
