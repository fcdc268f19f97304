import { expect, test } from "vitest";
import { renderReviewHtml } from "../../../compiler/report/html/page.ts";
import { aReview } from "../a-review.ts";

const context = { comparedWith: "main", issues: [], sources: () => undefined, options: { environments: [], rows: [] } };

test("whatever is in it, only the page's own elements are there", async () => {
  const evil = `</td></table><script>alert(1)</script><img src=x onerror="alert(1)">'"&`;
  const environment = { name: "prod", before: {}, after: { text: `a=${evil}\n`, annotation: evil, replicas: 5 } };
  const options = { environments: [evil], rows: [{ subject: evil, values: [{ value: evil }] }] };
  const page = renderReviewHtml(await aReview([environment]), { ...context, comparedWith: evil, options });
  const elements = new Set(Array.from(page.matchAll(/<([a-z0-9]+)/gi), ([, name]) => name));
  expect(elements).not.toContain("script");
  expect(elements).not.toContain("img");
  expect(page.match(/<table/g)?.length).toBe(page.match(/<\/table>/g)?.length);
});

test("the policy forbids everything but the page's own style, whose hash it has", async () => {
  const page = renderReviewHtml(await aReview([]), context);
  expect(page).toMatch(/content="default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='/);
  expect(page).not.toMatch(/ style=|<script|https?:\/\//);
});

test("the timeline has a step for each pod that restarts, and the bars the amounts", async () => {
  const environment = { name: "prod", before: { replicas: 3 }, after: { replicas: 3, annotation: "x" } };
  const larger = { name: "other", before: { storage: "10Gi" }, after: { replicas: 5 } };
  const page = renderReviewHtml(await aReview([environment, larger]), context);
  expect(page.match(/<td class="restarts">/g)).toHaveLength(3);
  expect(page).toContain(`<td class="number">30Gi</td><td class="number">50Gi</td>`);
});
