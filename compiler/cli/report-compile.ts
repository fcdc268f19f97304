import { isError } from "../issue.ts";
import { renderCompile, renderStale } from "../report/compile.ts";
import type { CompileResult } from "../shard/result.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { formatIssues } from "./format-issues.ts";
import { tellOnlyBase } from "./only-base.ts";
import type { Project } from "./project.ts";

/**
 * Tells what `overlayer compile` found, and has it written unless something is wrong or it only checks. In a format for
 * machines the issues are what was asked for; what is for people goes to stderr then.
 */
export function reportCompile(
  { compiled, gone, issues }: CompileResult,
  values: Given["values"],
  project: Project,
  context: Context,
  write?: () => void,
): number {
  const format = values.get("format");
  const human = format === "human";
  if (human) context.stderr(formatIssues(issues, format, project, context));
  else context.stdout(formatIssues(issues, format, project, context));
  if (compiled.length === 0) {
    context.stderr("Nothing was written.\n");
    return exitCode.userError;
  }
  const isRefused = issues.some(isError);
  const outcome = renderCompile(compiled, gone, { ...context, isRefused });
  if (isRefused) {
    context.stderr(`Nothing was written. What is sound compiles to:\n${outcome}`);
    return exitCode.userError;
  }
  const tell = human ? context.stdout : context.stderr;
  const changed = [
    ...compiled.flatMap((one) => [...one.changed, ...one.removed]),
    ...gone.flatMap((one) => one.removed),
  ].sort();
  if (write === undefined && changed.length > 0) {
    tell(renderStale(changed, context));
    return exitCode.changes;
  }
  write?.();
  tell(outcome);
  tellOnlyBase(compiled.length - 1, project.environments().length, context);
  return exitCode.fine;
}
