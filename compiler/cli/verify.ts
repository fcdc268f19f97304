import { isError } from "../issue.ts";
import { findKustomize } from "../kustomize/find.ts";
import { renderStale } from "../report/compile.ts";
import { renderVerify } from "../report/verify.ts";
import { verify } from "../verify.ts";
import { tidyUp } from "../write/lock.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { packageRoot } from "./package-root.ts";
import { filesOf, openProject, planOutput, reportIssues } from "./project.ts";

/**
 * `overlayer verify`: proves with the real kustomize that the overlays build exactly what was compiled, and that these
 * overlays are the ones in the working tree.
 */
export async function verifyCommand({ args, values }: Given, context: Context): Promise<number> {
  const project = openProject(values, context);
  const compiled = await project.compile(args);
  reportIssues(compiled.issues, project, context);
  if (compiled.issues.some(isError)) return exitCode.userError;
  const kustomize = findKustomize(packageRoot, values.get("kustomize"));
  const disproofs = await verify(kustomize, filesOf(compiled), compiled.environments);
  context.stdout(renderVerify(compiled.environments.length - disproofs.length, disproofs, kustomize, context));
  if (disproofs.length > 0) return exitCode.userError;

  await tidyUp(project.root);
  const plan = planOutput(compiled, args, project.tree);
  reportIssues(plan.conflicts, project, context);
  const stale = [...plan.changes.keys()];
  if (stale.length > 0) context.stdout(renderStale(stale, context));
  if (plan.conflicts.length > 0) return exitCode.userError;
  return stale.length > 0 ? exitCode.changes : exitCode.fine;
}
