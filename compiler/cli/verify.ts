import type { Compiled } from "../compiled.ts";
import { isError } from "../issue.ts";
import { findKustomize } from "../kustomize/find.ts";
import type { VerifyResult } from "../shard/result.ts";
import { verify } from "../verify.ts";
import { tidyUp } from "../write/lock.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { packageRoot } from "./package-root.ts";
import { openProject, type Project, planOutput } from "./project.ts";
import { reportVerify } from "./report-verify.ts";
import { givenShard, onStderr, printPart } from "./shard.ts";

/**
 * `overlayer verify`: proves with the real kustomize that the overlays build exactly what was compiled, and that these
 * overlays are the ones in the working tree.
 */
export async function verifyCommand(given: Given, context: Context): Promise<number> {
  const shard = givenShard(given, context);
  if (shard === "refused") return exitCode.userError;
  const project = openProject(given.values, context);
  const compiled = await project.compile(given.args, [], undefined, shard);
  const result = await prove(compiled, given, project, context);
  if (shard === undefined) return reportVerify(result, project, context);
  await printPart(result, shard, undefined, project, context);
  return reportVerify(result, project, onStderr(context));
}

async function prove(
  compiled: Compiled,
  { args, values }: Given,
  project: Project,
  { progress }: Context,
): Promise<VerifyResult> {
  const { issues, environments } = compiled;
  const nothing = { command: "verify", issues, proven: 0, disproofs: [], conflicts: [], stale: [] } as const;
  if (compiled.base === undefined || issues.some(isError)) return nothing;
  const kustomize = findKustomize(packageRoot, values.get("kustomize"));
  const found = await verify(kustomize, compiled.base.files, environments, progress);
  const { version, origin, file } = kustomize;
  const disproofs = found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const proven = environments.length - disproofs.length;
  await tidyUp(project.root);
  const plan = planOutput(compiled, args, project.tree);
  const planned = { conflicts: plan.conflicts, stale: [...plan.changes.keys()] };
  return { ...nothing, kustomize: { version, origin, file }, proven, disproofs, ...planned };
}
