import type { Review } from "../environment-change.ts";
import { isError } from "../issue.ts";
import { hasRefusal } from "../report/refusals.ts";
import { count } from "../report/style.ts";
import type { DiffResult } from "../shard/result.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { formatReview } from "./format-review.ts";
import { tellOnlyBase } from "./only-base.ts";
import { type Project, reportIssues } from "./project.ts";

/** Tells what `overlayer diff` found, `review` being that of its environments; gives the exit code. */
export function reportDiff(
  result: DiffResult,
  review: Review,
  given: Pick<Given, "flags" | "values">,
  project: Project,
  context: Context,
): number {
  const { comparedWith, hasNoOverlays, environments, issues } = result;
  context.stdout(formatReview(result, review, given, project, context));
  const isNew = hasNoOverlays && environments.length > 0;
  context.stderr(`Compared with ${comparedWith}${isNew ? ", which holds no overlays of Overlayer" : ""}.\n`);
  context.stderr(notes(result));
  reportIssues(issues, project, context);
  if (issues.some(isError)) return exitCode.userError;
  tellOnlyBase(environments.length, project.environments().length, context);
  if (given.flags.has("fail-on-refusal") && hasRefusal(review)) return exitCode.userError;
  return review.groups.length === 0 ? exitCode.fine : exitCode.changes;
}

function notes({ stale, edited }: DiffResult): string {
  const lines = [
    stale.length === 0
      ? ""
      : `note: ${count(stale.length, "stale file")}: run \`overlayer compile\` before you commit.\n`,
    edited.length === 0
      ? ""
      : `note: ${count(edited.length, "file")} edited by hand, which is not shown: see \`overlayer verify\`.\n`,
  ];
  return lines.join("");
}
