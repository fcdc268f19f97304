import { isError } from "../issue.ts";
import { renderComparison, renderComparisonJson } from "../report/compare.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { openProject, reportIssues } from "./project.ts";

/** `overlayer compare`: what differs between environments of the working tree. */
export async function compareCommand({ args, values }: Given, context: Context): Promise<number> {
  const project = openProject(values, context);
  const { comparison, issues } = await project.compare(args);
  const render =
    values.get("format") === "json" ? renderComparisonJson(comparison) : renderComparison(comparison, context);
  if (comparison.environments.length > 0 || !issues.some(isError)) context.stdout(render);
  reportIssues(issues, project, context);
  return issues.some(isError) ? exitCode.userError : exitCode.fine;
}
