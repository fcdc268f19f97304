import { isError } from "../issue.ts";
import { renderStale } from "../report/compile.ts";
import { renderVerify } from "../report/verify.ts";
import type { VerifyResult } from "../shard/result.ts";
import { type Context, exitCode } from "./context.ts";
import { tellOnlyBase } from "./only-base.ts";
import { type Project, reportIssues } from "./project.ts";

/** Tells what `overlayer verify` found; gives the exit code. */
export function reportVerify(
  { issues, kustomize, proven, disproofs, conflicts, stale }: VerifyResult,
  project: Project,
  context: Context,
): number {
  reportIssues(issues, project, context);
  if (issues.some(isError) || kustomize === undefined) return exitCode.userError;
  context.stdout(renderVerify(proven, disproofs, kustomize, context));
  tellOnlyBase(proven + disproofs.length, project.environments().length, context);
  if (disproofs.length > 0) return exitCode.userError;
  reportIssues(conflicts, project, context);
  if (stale.length > 0) context.stdout(renderStale(stale, context));
  if (conflicts.length > 0) return exitCode.userError;
  return stale.length > 0 ? exitCode.changes : exitCode.fine;
}
