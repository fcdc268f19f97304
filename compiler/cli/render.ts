import { unknownName } from "../environments.ts";
import { isError } from "../issue.ts";
import { build } from "../kustomize/build.ts";
import { findKustomize } from "../kustomize/find.ts";
import { withFiles } from "../process/temporary.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { packageRoot } from "./package-root.ts";
import { filesOf, openProject, reportIssues } from "./project.ts";

/** `overlayer render`: the working tree's environment, compiled in memory and built by the real kustomize. */
export async function renderCommand({ args: [name = ""], values }: Given, context: Context): Promise<number> {
  const project = openProject(values, context);
  const compiled = await project.compile([name]);
  const all = [compiled.base, ...compiled.environments].flatMap((one) => one ?? []);
  const environment = all.find((one) => one.name === name);
  const isSound = !compiled.issues.some(isError);
  const ambiguous = isSound && environment === undefined ? [unknownName(name, [...compiled.names])] : [];
  reportIssues([...ambiguous, ...compiled.issues], project, context);
  if (environment === undefined || !isSound) return exitCode.userError;
  const kustomize = findKustomize(packageRoot, values.get("kustomize"));
  const built = await withFiles(filesOf(compiled), (root) => build(kustomize, `${root}/${environment.directory}`));
  if ("text" in built) {
    context.stdout(built.text);
    return exitCode.fine;
  }
  context.stderr(`error: kustomize ${kustomize.version} does not build ${environment.directory}\n${built.failure}\n`);
  return exitCode.userError;
}
