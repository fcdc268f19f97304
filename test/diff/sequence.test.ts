import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences } from "../../compiler/diff/sequence.ts";

const letters = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });

/** Length of a longest common subsequence, by the table of the textbook. */
function longest(before: readonly string[], after: readonly string[]): number {
  let row: readonly number[] = after.map(() => 0);
  for (const item of before) {
    const next: number[] = [];
    for (const [index, other] of after.entries()) {
      const [above, left, corner] = [row[index] ?? 0, next[index - 1] ?? 0, row[index - 1] ?? 0];
      next.push(item === other ? corner + 1 : Math.max(above, left));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

describe("differences", () => {
  it("gives regions outside of which both sequences are the same, and as long as can be", () => {
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const regions = differences(before, after);
        const [old, now] = [[...before], [...after]];
        for (const { beforeStart, beforeEnd, afterStart, afterEnd } of [...regions].reverse()) {
          expect(beforeEnd - beforeStart + afterEnd - afterStart).toBeGreaterThan(0);
          old.splice(beforeStart, beforeEnd - beforeStart);
          now.splice(afterStart, afterEnd - afterStart);
        }
        expect(old).toEqual(now);
        expect(old).toHaveLength(longest(before, after));
      }),
      { numRuns: 2000 },
    );
  });

  it("finds two small edits far apart in a long text", () => {
    const before = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
    const after = before.with(10, "x").with(19_000, "y");
    expect(differences(before, after).map(({ beforeStart }) => beforeStart)).toEqual([10, 19_000]);
  });

  it("gives up on two long texts that have little in common, in one region", () => {
    const numbers = (word: string) =>
      Array.from({ length: 50_000 }, (_, index) => (index === 25_000 ? "same" : word + index));
    expect(differences(numbers("a"), numbers("b"))).toEqual([
      { beforeStart: 0, beforeEnd: 50_000, afterStart: 0, afterEnd: 50_000 },
    ]);
  });
});
