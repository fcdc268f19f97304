import type { Compiled } from "../compiled.ts";
import { diffText } from "../diff/text.ts";
import { type Issue, isError } from "../issue.ts";
import { renderEdits } from "../report/edits.ts";
import { committedTree } from "../repository/committed-tree.ts";
import type { Files } from "../tree.ts";
import { applyPlan } from "../write/apply.ts";
import { outputFolders } from "../write/output-folders.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { openProject, type Project, reportIssues } from "./project.ts";

/** What was given to a command that edits source files. */
export interface EditingContext extends Pick<Given, "values"> {
  readonly context: Context;
  /** Where edits are staged; undefined where none is to be written. */
  readonly staging: string | undefined;
}

/**
 * Compiles the environments of the given names (all without one) with edited source files in memory, shows what changes in
 * the files and writes them; with errors, of which `review` may know more, it writes nothing. Gives the exit code.
 */
export async function writeSources(
  files: Files,
  names: readonly string[],
  project: Project,
  { values, context, staging }: EditingContext,
  review: (compiled: Compiled) => readonly Issue[] = () => [],
): Promise<number> {
  const after = openProject(values, context, files);
  const compiled = await after.compile(names, [], () => committedTree(project.root, outputFolders));
  const issues = [...compiled.issues, ...review(compiled)];
  reportIssues(issues, after, context);
  if (issues.some(isError)) {
    context.stderr("Nothing was written.\n");
    return exitCode.userError;
  }
  const edited = [...files].map(([file, text]) => {
    const before = project.tree.read(file);
    return { file, isNew: before === undefined, hunks: diffText(before ?? "", text) };
  });
  if (staging !== undefined) applyPlan(project.root, staging, { changes: new Map(), conflicts: [] }, files);
  context.stdout(renderEdits(edited, context));
  if (staging === undefined) {
    context.stderr("Nothing was written, as --dry-run asks.\n");
    return exitCode.fine;
  }
  const asked = names.map((name) => ` ${name}`).join("");
  context.stderr(`\`overlayer diff${asked}\` shows what this does, \`overlayer compile${asked}\` writes it.\n`);
  return exitCode.fine;
}
