import type { Review } from "../environment-change.ts";
import type { Issue } from "../issue.ts";

/** A review as one JSON document, as docs/review.md describes it; a group is told by the names of its environments. */
export function renderReviewJson(review: Review, comparedWith: string, issues: readonly Issue[]): string {
  const groups = review.groups.map(({ environments }) => environments.map(({ name }) => name));
  return `${JSON.stringify({ version: 1, comparedWith, ...review, groups, issues }, undefined, 2)}\n`;
}
