import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderReviewMarkdown } from "../../../compiler/report/markdown/review.ts";
import { aReview } from "../a-review.ts";

const context = { folder: "", comparedWith: "main", issues: [], sources: () => undefined };
const refused = { name: "prod", before: { storage: "250Gi" }, after: { storage: "500Gi" } };

/** Code fences that are open at the end of a text: none, or the text was cut inside of one. */
function openFences(markdown: string): string[] {
  const open: string[] = [];
  for (const line of markdown.split("\n")) {
    const fence = /^(?:> )? *(`{3,})/.exec(line)?.[1];
    if (fence === undefined) continue;
    if (open.at(-1) === fence) open.pop();
    else if (open.length === 0) open.push(fence);
  }
  return open;
}

describe("a review as a comment", () => {
  test("begins with its mark, the outcome and what is refused, with the way out", async () => {
    const text = renderReviewMarkdown(await aReview([refused]), { ...context, folder: "infra/" }, 65_536);
    expect(text.split("\n").slice(0, 2)).toEqual([
      "<!-- overlayer review infra%2F -->",
      "## Overlayer of `infra/`: 1 change refused",
    ]);
    const caution = text.slice(text.indexOf("> [!CAUTION]"), text.indexOf("<details>"));
    expect(caution).toContain("**The API server refuses StatefulSet/zk");
    expect(caution).toContain("`250Gi` → `500Gi`");
    expect(caution).toContain("kubectl -n zookeeper delete statefulset zk --cascade=orphan");
  });

  test("the same change in many environments is one section with all names", async () => {
    const names = Array.from({ length: 500 }, (_, index) => `e${index}`);
    const changed = names.map((name) => ({ ...refused, name }));
    const text = renderReviewMarkdown(
      await aReview([...changed, { ...refused, name: "alone", after: { replicas: 5 } }]),
      context,
      65_536,
    );
    expect(text.match(/<details>/g)).toHaveLength(2);
    expect(text).toContain("The same in 500 environments");
    expect(text.length).toBeLessThan(20_000);
  });

  test("whatever is in it and however little room there is: within the budget, no fence cut, what is left out is said", async () => {
    const hostile = fc.constantFrom(
      "```",
      "`````",
      "</details>",
      "<!-- ",
      "|",
      "\u202e",
      "@org/team",
      "x".repeat(300),
      "\n",
      "/close",
      "~~~",
    );
    const words = fc.array(hostile, { maxLength: 30 }).map((parts) => parts.join("\n"));
    const states = fc.record({
      text: words,
      annotation: words,
      replicas: fc.integer({ min: 1, max: 9 }),
      storage: fc.constantFrom("1Gi", "2Gi"),
    });
    const environments = fc.uniqueArray(
      fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), before: states, after: states }),
      {
        selector: ({ name }) => name,
        maxLength: 12,
      },
    );
    await fc.assert(
      fc.asyncProperty(environments, fc.integer({ min: 1000, max: 30_000 }), async (given, budget) => {
        const review = await aReview(given);
        const text = renderReviewMarkdown(review, context, budget);
        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(budget);
        expect(openFences(text)).toEqual([]);
        expect(text.match(/^<details>/gm)?.length).toBe(text.match(/^<\/details>/gm)?.length);
        const whole = renderReviewMarkdown(review, context, 100_000_000);
        if (text !== whole) expect(text).toMatch(/Too long for here: .*See all by `overlayer diff`/);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test("the ladder: whole, the first lines, names, counts; the gravest keeps the most", async () => {
    const text = Array.from({ length: 60 }, (_, line) => `line.${line}=${"x".repeat(20)}\n`).join("");
    const many = ["a", "b", "c"].map((name, index) => ({
      name,
      before: {},
      after: { text: text + name, replicas: 5 + index },
    }));
    const review = await aReview([...many, refused]);
    const forms = [20_000, 8_000, 3_300, 2_000, 1_300].map((budget) => {
      const shown = renderReviewMarkdown(review, context, budget);
      const last = shown.trimEnd().split("\n").at(-1) ?? "";
      return last.startsWith("Too long") ? last.replace(/ See all.*/, "").trim() : "whole";
    });
    expect(forms).toMatchInlineSnapshot(`
      [
        "whole",
        "Too long for here: 1 × the first lines of a change.",
        "Too long for here: 3 × the objects of a change.",
        "Too long for here: 1 × a refusal shortened, 2 × the objects of a change, 2 × a change in one line.",
        "Too long for here: 1 × a refusal shortened, 1 × the objects of a change, 3 × a change in one line.",
      ]
    `);
  });

  test("errors of other environments stand before the changes", async () => {
    const issue = { code: "option/unknown", message: "there is no option ``` <b>", environment: "demo" };
    const text = renderReviewMarkdown(await aReview([refused]), { ...context, issues: [issue] }, 65_536);
    expect(text).toContain("## Overlayer: 1 error, 1 change refused");
    expect(text.indexOf("error[option/unknown]")).toBeLessThan(text.indexOf("[!CAUTION]"));
    expect(openFences(text)).toEqual([]);
  });

  test("no change is one line, with no list of environments", async () => {
    const text = renderReviewMarkdown(await aReview([{ name: "prod", before: {}, after: {} }]), context, 65_536);
    expect(text).toBe(
      "<!-- overlayer review  -->\n## Overlayer: no change\n\n1 environment unchanged, compared with `main`.\n",
    );
  });
});
