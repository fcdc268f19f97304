import { describe, expect, it } from "vitest";
import { diffText } from "../../compiler/diff/text.ts";

function lines(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => `${from + index}\n`).join("");
}

describe("diffText", () => {
  it("shows changed lines with two unchanged ones around them, and where they stand in the new text", () => {
    const [hunk, ...rest] = diffText(lines(1, 9), `${lines(1, 4)}five\n${lines(6, 9)}`);
    expect(rest).toEqual([]);
    expect(hunk?.line).toBe(3);
    expect(hunk?.lines.map(({ sign, text }) => sign + text)).toEqual([" 3", " 4", "-5", "+five", " 6", " 7"]);
  });

  it("keeps changes together whose context touches, and others apart", () => {
    const changed = (...numbers: number[]) =>
      lines(1, 20).replace(/\d+/g, (n) => (numbers.includes(Number(n)) ? "x" : n));
    expect(diffText(lines(1, 20), changed(5, 10)).map(({ line }) => line)).toEqual([3]);
    expect(diffText(lines(1, 20), changed(5, 11)).map(({ line }) => line)).toEqual([3, 9]);
  });

  it("counts a line end at the end as part of the last line", () => {
    expect(diffText("a\nb", "a\nb\n")[0]?.lines.map(({ sign, text }) => sign + text)).toEqual([" a", "-b", "+b"]);
  });

  it("shows a carriage return as a change", () => {
    expect(diffText("a\n", "a\r\n")[0]?.lines).toEqual([
      { sign: "-", text: "a" },
      { sign: "+", text: "a\r" },
    ]);
  });

  it("compares with an empty text", () => {
    expect(diffText("", "a\n")).toEqual([{ line: 1, lines: [{ sign: "+", text: "a" }] }]);
    expect(diffText("a\nb\n", "")).toEqual([
      {
        line: 1,
        lines: [
          { sign: "-", text: "a" },
          { sign: "-", text: "b" },
        ],
      },
    ]);
  });
});
