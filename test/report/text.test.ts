import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columns, listNames, shorten, shortenPair, visible } from "../../compiler/report/text.ts";

const anyText = fc.string({ unit: "binary", maxLength: 200 });

describe("visible", () => {
  it("escapes what a terminal would obey or not show", () => {
    expect(visible("a\u001b[2Jb\nc\td\r\u009b\u007f")).toBe(String.raw`a\u001b[2Jb\nc\td\r\u009b\u007f`);
    expect(visible("\u202eabc\u2066\u200b\ufeff\u00a0\u3164\ud800")).toBe(
      String.raw`\u202eabc\u2066\u200b\ufeff\u00a0\u3164\ud800`,
    );
    expect(visible("\u{e0041}")).toBe(String.raw`\u{e0041}`);
  });

  it("leaves what people read", () => {
    expect(visible("zk-0 é 日本 👍 → \\n")).toBe("zk-0 é 日本 👍 → \\n");
  });
});

describe("columns", () => {
  it("counts as a terminal does", () => {
    expect(["abc", "日本", "ｆ", "e\u0301", "👍", "é"].map(columns)).toEqual([3, 4, 2, 1, 2, 1]);
  });
});

describe("shorten", () => {
  it("says how many characters it leaves out, at both ends", () => {
    const digits = "0123456789".repeat(10);
    expect(shorten(digits, 100)).toBe(digits);
    expect(shorten(digits, 50)).toBe(`${digits.slice(0, 39)}…(61 more)`);
    expect(shorten(digits, 50, 60)).toBe("(52 more)…23456789012345678901234567890…(19 more)");
  });

  it("never takes more columns than it may, and keeps the character that matters", () => {
    const cases = fc.tuple(anyText, fc.integer({ min: 48, max: 120 }), fc.nat(199));
    fc.assert(
      fc.property(cases, ([text, width, position]) => {
        const marked = `${visible(text).slice(0, position)}█${visible(text).slice(position)}`;
        const shortened = shorten(marked, width, Array.from(marked).indexOf("█"));
        expect(columns(shortened)).toBeLessThanOrEqual(width);
        expect(shortened).toContain("█");
      }),
    );
  });

  it("shows the first difference of two long texts", () => {
    const common = "x".repeat(300);
    const [old, now] = shortenPair(`${common}1${common}`, `${common}2${common}`, 60);
    expect(old).toBe("(292 more)…xxxxxxxx1xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…(271 more)");
    expect(now).toBe(old.replace("x1x", "x2x"));
  });
});

describe("listNames", () => {
  it("says how many names it leaves out", () => {
    expect(listNames(["demo", "micro", "prod"], 17)).toBe("demo, micro, prod");
    expect(listNames(["demo", "micro", "prod", "x"], 18)).toBe("demo and 3 more");
    expect(listNames(["demo", "micro"], 3)).toBe("demo and 1 more");
  });
});

it("what reports write themselves takes a column each, and so does a letter with an accent in one", () => {
  expect(["→", "…", "·", "×", "–", "é", "漢", "😀", "e\u0301"].map(columns)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 1]);
});
