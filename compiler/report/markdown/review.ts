import type { Review } from "../../environment-change.ts";
import { type Issue, isError } from "../../issue.ts";
import { isSameTotal, resources } from "../amount.ts";
import { consequencesOf, sumOfEnvironments } from "../consequences.ts";
import { chooseForms, type Fitted, type Forms, shortestSize, size } from "../forms.ts";
import { renderIssues } from "../issues.ts";
import { count } from "../style.ts";
import { listNames } from "../text.ts";
import { cell, code, fence } from "./escape.ts";
import { groupForms, groupSection } from "./group.ts";
import { refusals } from "./refusal.ts";

/** What a review is of. */
export interface ReviewContext {
  /** Where the project is in the git repository, such as `infra/`; empty at its top. */
  readonly folder: string;
  /** What was compared with: `main`. */
  readonly comparedWith: string;
  /** What is wrong with environments that are not in the review. */
  readonly issues: readonly Issue[];
  readonly sources: (file: string) => string | undefined;
}

/** Bytes that stay free for the words on what was left out. */
const lastWords = 400;

/**
 * The review as a comment for GitHub or GitLab, at most `maxBytes` of UTF-8: refusals, errors, then each group of
 * environments, the gravest first. What does not fit is shown in shorter forms, never cut, and said at the end. Its first
 * line is a hidden mark by which the comment is found and replaced.
 */
export function renderReviewMarkdown(review: Review, context: ReviewContext, maxBytes: number): string {
  const head: readonly Part[] = [
    { forms: [heading(review, context)] },
    ...errors(context).map((forms) => ({ forms, shorter: () => "the errors shortened" })),
    ...review.groups.flatMap(refusals).map((forms) => ({ forms, shorter: () => "a refusal shortened" })),
    { forms: [totals(review), ""], shorter: () => "no requests" },
  ];
  const groups: readonly Part[] = review.groups.map((group) => {
    return { forms: groupSection(group), shorter: (form) => groupForms[form] ?? "" };
  });
  const room = maxBytes - lastWords;
  // what is at the top matters most: it gets all but what the groups need to be counted, half of the room at least
  const top = chooseForms(formsOf(head), Math.max(room / 2, room - shortestSize(formsOf(groups))));
  const fitted = [...top, ...chooseForms(formsOf(groups), room - size(top))];
  const text = fitted.map((one) => one?.text ?? "").join("");
  return `${text.trimEnd()}\n${leftOut([...head, ...groups], fitted)}`;
}

function formsOf(parts: readonly Part[]): readonly Forms[] {
  return parts.map(({ forms }) => forms);
}

/** A part of the comment, and what to say of it where it is in another than its fullest form. */
interface Part {
  readonly forms: Forms;
  readonly shorter?: (form: number) => string;
}

/** What is not told in full, each kind of shortening with its number. */
function leftOut(parts: readonly Part[], fitted: readonly (Fitted | undefined)[]): string {
  const counts = new Map<string, number>();
  for (const [index, { forms, shorter }] of parts.entries()) {
    const chosen = fitted[index];
    const isWhole = chosen !== undefined && chosen.text === forms[0];
    if (isWhole) continue;
    const words = chosen === undefined ? "left out" : (shorter?.(chosen.form) ?? "");
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  if (counts.size === 0) return "";
  const list = [...counts].map(([words, number]) => `${number} × ${words}`).join(", ");
  return `\nToo long for here: ${list}. See all by \`overlayer diff\`.\n`;
}

function heading(review: Review, { folder, comparedWith, issues }: ReviewContext): string {
  const wrong = issues.filter(isError).length;
  const isSame = review.groups.length === 0;
  const outcome = isSame ? "no change" : consequencesOf(review.environments).join(", ");
  const title = wrong === 0 ? outcome : `${count(wrong, "error")}${isSame ? "" : `, ${outcome}`}`;
  const unchanged = review.environments.filter(({ status }) => status === "unchanged").map(({ name }) => name);
  const same = unchanged.length === 0 || isSame ? "" : ` Unchanged: ${code(listNames(unchanged, 200))}.`;
  const where = folder === "" ? "" : ` of ${code(folder)}`;
  const sum =
    review.environments.length === 0 ? "" : `${sumOfEnvironments(review)}, compared with ${code(comparedWith)}.${same}`;
  return `${mark(folder)}\n## Overlayer${where}: ${title}\n\n${sum}\n\n`;
}

/** Percent signs keep a folder's name from ending the mark. */
function mark(folder: string): string {
  return `<!-- overlayer review ${encodeURIComponent(folder)} -->`;
}

function errors({ issues, sources }: ReviewContext): readonly Forms[] {
  if (issues.length === 0) return [];
  const layout = { color: false, width: 120 };
  const block = (some: readonly Issue[]) =>
    `${fence("text", renderIssues(some, sources, layout).trimEnd().split("\n"))}\n\n`;
  const [first] = issues;
  const short =
    first === undefined || issues.length === 1
      ? ""
      : `${block([first])}The first of ${count(issues.length, "issue")}; see all by \`overlayer check\`.\n\n`;
  return [[block(issues), short, `${count(issues.length, "issue")}: see \`overlayer check\`.\n\n`]];
}

function totals(review: Review): string {
  const changed = review.groups.filter(({ environments: [first] }) => !isSameTotal(first.totals));
  if (changed.length === 0) return "";
  const named = changed.map(({ environments }) => {
    const each = environments.length > 1 ? " each" : "";
    return {
      name: `${cell(
        listNames(
          environments.map(({ name }) => name),
          60,
        ),
      )}${each}`,
      totals: environments[0].totals,
    };
  });
  const shown = named.length > 10 ? named.slice(0, 10) : named;
  const rows = [...shown, ...(review.environments.length > 1 ? [{ name: "**all**", totals: review.totals }] : [])].map(
    (row) => {
      const cells = resources.map(({ amount, format }) => {
        const [before, after] = [amount(row.totals.before), amount(row.totals.after)];
        return before === after ? format(after) : `${format(before)} → **${format(after)}**`;
      });
      return `| ${[row.name, ...cells].join(" | ")} |`;
    },
  );
  const more =
    named.length > shown.length
      ? `${count(named.length - shown.length, "more group")} of environments not shown.\n\n`
      : "";
  const head = `| requests × replicas | ${resources.map(({ name }) => name).join(" | ")} |\n| --- |${" ---: |".repeat(resources.length)}`;
  return `${head}\n${rows.join("\n")}\n\n${more}`;
}
