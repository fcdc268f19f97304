import { allOptions } from "../compare.ts";
import type { Review } from "../environment-change.ts";
import { isError } from "../issue.ts";
import { renderDiff } from "../report/diff-terminal.ts";
import { findingsOf } from "../report/findings.ts";
import { renderReviewHtml } from "../report/html/page.ts";
import { renderReviewMarkdown } from "../report/markdown/review.ts";
import { renderReviewJson } from "../report/review-json.ts";
import { folderInGit } from "../repository/folder-in-git.ts";
import type { DiffResult } from "../shard/result.ts";
import type { Given } from "./command.ts";
import type { Context } from "./context.ts";
import { formatIssues } from "./format-issues.ts";
import type { Project } from "./project.ts";

/** The review of what `overlayer diff` found, in the format that was asked for. */
export function formatReview(
  { comparedWith, options, issues }: DiffResult,
  review: Review,
  { values, flags }: Pick<Given, "values" | "flags">,
  project: Project,
  context: Context,
): string {
  const format = values.get("format");
  const shared = { comparedWith, issues, sources: project.source };
  switch (format) {
    case "json":
      return renderReviewJson(review, comparedWith, issues);
    case "markdown": {
      const folder = folderInGit(project.root);
      return renderReviewMarkdown(review, { ...shared, folder }, Number(values.get("max-bytes") ?? commentBytes));
    }
    case "html": {
      const rows = allOptions(options);
      const environments = options.map(({ name }) => name);
      return renderReviewHtml(review, { ...shared, options: { environments, rows } });
    }
    case "github":
    case "gitlab":
    case "sarif":
      return formatIssues([...issues, ...findingsOf(review)], format, project, context);
    default: {
      // "no change" is not to be said of what could not be compared
      const isPartial = issues.some(isError);
      const isTold = review.environments.length > 0 || !isPartial;
      return isTold ? renderDiff(review, { ...context, isSummary: flags.has("summary"), isPartial }) : "";
    }
  }
}

/** What GitHub takes as a comment: 65,536 characters. */
const commentBytes = 65_536;
