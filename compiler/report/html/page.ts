import { createHash } from "node:crypto";
import type { ComparedRow } from "../../comparison.ts";
import type { Review } from "../../environment-change.ts";
import { type Issue, isError } from "../../issue.ts";
import { consequencesOf, sumOfEnvironments } from "../consequences.ts";
import { renderIssues } from "../issues.ts";
import { count } from "../style.ts";
import { listNames } from "../text.ts";
import { changesSection } from "./changes.ts";
import { Html, html } from "./html.ts";
import { matrixSection } from "./matrix.ts";
import style from "./page.css";
import { refusalCards } from "./refusals.ts";
import { rolloutsSection } from "./rollouts.ts";
import { totalsSection } from "./totals.ts";

/** What a review's page has beside the review itself. */
export interface PageContext {
  /** What was compared with: `main`. */
  readonly comparedWith: string;
  /** What is wrong with environments that are not in the review. */
  readonly issues: readonly Issue[];
  readonly sources: (file: string) => string | undefined;
  /** All options of the environments in the matrix, by their names. */
  readonly options: { readonly environments: readonly string[]; readonly rows: readonly ComparedRow[] };
}

/**
 * The review as one HTML page that needs nothing else: no script, no network, which its content security policy forbids
 * too. Light or dark as the reader's system is.
 */
export function renderReviewHtml(review: Review, context: PageContext): string {
  const sections = [
    { id: "totals", title: "Requests", content: totalsSection(review) },
    { id: "rollouts", title: "Roll-out", content: rolloutsSection(review) },
    { id: "changes", title: "Changes", content: changesSection(review) },
    { id: "options", title: "Options", content: matrixSection(review, context.options) },
  ].flatMap(({ content, ...section }) => (content === undefined ? [] : [{ ...section, content }]));
  const title = `Overlayer review: ${outcome(review, context)}`;
  const hash = createHash("sha256").update(style).digest("base64");
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${sumOfEnvironments(review)}, compared with <code>${context.comparedWith}</code>.${unchanged(review)}</p>
<nav aria-label="Sections"><ul>
${sections.map(({ id, title: name }) => html`<li><a href="#${id}">${name}</a></li>`)}
</ul></nav>
</header>
<main>
${errors(context)}
${review.groups.flatMap(refusalCards)}
${sections.map(({ id, title: name, content }) => html`<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${name}</h2>\n${content}\n</section>`)}
</main>
</body>
</html>
`;
  return page.text;
}

function outcome(review: Review, { issues }: PageContext): string {
  const wrong = issues.filter(isError).length;
  const changes = review.groups.length === 0 ? ["no change"] : consequencesOf(review.environments);
  return [...(wrong === 0 ? [] : [count(wrong, "error")]), ...changes].join(", ");
}

function unchanged({ environments }: Review): Html {
  const names = environments.filter(({ status }) => status === "unchanged").map(({ name }) => name);
  return names.length === 0 ? html`` : html` Unchanged: <code>${listNames(names, 400)}</code>.`;
}

function errors({ issues, sources }: PageContext): Html {
  if (issues.length === 0) return html``;
  const text = renderIssues(issues, sources, { color: false, width: 120 }).trimEnd().split("\n");
  return html`<div class="card error">
<h2>Not in this review: what is wrong</h2>
<pre tabindex="0">${text.map((line) => html`${line}`)}</pre>
</div>`;
}
