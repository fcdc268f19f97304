import { expect, test } from "vitest";
import { codeFrame } from "../../compiler/report/code-frame.ts";
import { styleOf } from "../../compiler/report/style.ts";

test("a very long line is cut around its mark also where the output has no width", () => {
  const source = `${"[".repeat(20_000)}!${"]".repeat(20_000)}`;
  const lines = codeFrame(
    source,
    { file: "a.yaml", line: 1, column: 20_001 },
    Number.POSITIVE_INFINITY,
    styleOf(false),
  );
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(600);
  expect(lines[1]?.indexOf("!")).toBe(lines[2]?.indexOf("^"));
});
