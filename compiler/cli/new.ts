import { sameObjects } from "../new.ts";
import { withLock } from "../write/lock.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { openProject, reportIssues } from "./project.ts";
import { type EditingContext, writeSources } from "./write-sources.ts";

/** `overlayer new`: writes a new environment with the layers of another. */
export async function newCommand({ args: [name = ""], flags, values }: Given, context: Context): Promise<number> {
  const { root } = openProject(values, context);
  const create = (staging: string | undefined) => createEnvironment(name, { values, context, staging });
  return flags.has("dry-run") ? create(undefined) : withLock(root, create);
}

async function createEnvironment(name: string, given: EditingContext): Promise<number> {
  const { values, context } = given;
  const project = openProject(values, context);
  const from = values.get("from");
  if (from === undefined) {
    context.stderr("error: --from is missing\n  help: name the environment to copy, such as `--from prod`.\n");
    return exitCode.userError;
  }
  const created = await project.newEnvironment(name, from);
  if ("issues" in created) {
    reportIssues(created.issues, project, context);
    context.stderr("Nothing was written.\n");
    return exitCode.userError;
  }
  const { environments } = from === "base" ? { environments: [] } : await project.compile([from]);
  const original = environments.find((one) => one.name === from);
  return writeSources(created.files, [name], project, given, (compiled) => {
    const copy = compiled.environments.find((one) => one.name === name);
    return copy === undefined || original === undefined ? [] : sameObjects(copy, original);
  });
}
