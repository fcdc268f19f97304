import type { EnvironmentEdit } from "../edit-options.ts";
import { formatEdit } from "../report/scale.ts";
import { visible } from "../report/text.ts";
import { withLock } from "../write/lock.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { openProject, reportIssues } from "./project.ts";
import { type EditingContext, writeSources } from "./write-sources.ts";

/** `overlayer set`: sets options in environment files, all of them or none; with `unset` those without a value go. */
export async function setCommand({ args, flags, values }: Given, context: Context): Promise<number> {
  const { root } = openProject(values, context);
  const isUnset = flags.has("unset");
  const set = (staging: string | undefined) => setOptions(args, isUnset, { values, context, staging });
  return flags.has("dry-run") ? set(undefined) : withLock(root, set);
}

async function setOptions(words: readonly string[], isUnset: boolean, given: EditingContext): Promise<number> {
  const { values, context } = given;
  const project = openProject(values, context);
  const edited = await project.setOptions(words, isUnset);
  if ("issues" in edited) {
    reportIssues(edited.issues, project, context);
    context.stderr("Nothing was written.\n");
    return exitCode.userError;
  }
  for (const edit of edited.unchanged) context.stdout(`${visible(alreadyText(edit))}\n`);
  if (edited.files.size === 0) return exitCode.fine;
  const names = edited.edits.map(({ environment }) => environment.name);
  return writeSources(edited.files, names.includes("base") ? [] : [...new Set(names)], project, given);
}

function alreadyText(edit: EnvironmentEdit): string {
  const { environment, path, value } = edit;
  return value === undefined
    ? `${environment.file} does not set ${path.join(".")} for ${environment.name}.`
    : `${environment.name} has ${formatEdit(edit)} already.`;
}
