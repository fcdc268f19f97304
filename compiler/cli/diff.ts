import type { Compiled } from "../compile.ts";
import { isAsked } from "../environments.ts";
import { isError } from "../issue.ts";
import { renderDiff } from "../report/diff-terminal.ts";
import { count } from "../report/style.ts";
import { baseline, commitTree } from "../repository/git.ts";
import { committedEnvironments, type Reviewed, review } from "../review.ts";
import { treeOf } from "../tree.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { openProject, type Project, planOutput, reportIssues } from "./project.ts";

/** `overlayer diff`: what the working tree, compiled in memory, changes in the manifests that a commit renders to. */
export async function diffCommand({ args: names, values }: Given, context: Context): Promise<number> {
  const against = values.get("against");
  const project = openProject(values, context);
  const from = baseline(project.root, against);
  if (from === undefined) {
    context.stderr(`error: there is no commit ${JSON.stringify(against)}\n  help: ${unknownCommit}\n`);
    return exitCode.userError;
  }
  const before = from.commit === undefined ? emptyTree : commitTree(project.root, from.commit, ["base", "overlays"]);
  const committed = committedEnvironments(before);
  const compiled = await project.compile(names, committed);
  const gone = goneEnvironments(compiled, committed).filter((one) => isAsked(names, one));

  const { changes, issues } = review([...compiled.environments, ...gone], before);
  const all = [...compiled.issues, ...issues];
  // "no change" is not to be said of what could not be compared
  if (changes.length > 0 || !all.some(isError)) context.stdout(renderDiff(changes, context));
  context.stderr(`Compared with ${from.name}.\n${staleNote(compiled, names, project)}`);
  reportIssues(all, project, context);
  if (all.some(isError)) return exitCode.userError;
  return changes.every(({ status }) => status === "unchanged") ? exitCode.fine : exitCode.changes;
}

const emptyTree = treeOf(new Map());
const unknownCommit = "name a branch, tag or commit that `git log` knows; a clone made by CI may need more depth.";

/** Those that the working tree certainly has no more: a file that fails may still hold them. */
function goneEnvironments({ base, names, unread }: Compiled, committed: readonly Reviewed[]): readonly Reviewed[] {
  if (base === undefined) return [];
  return committed.filter(({ name, file }) => !names.has(name) && !unread.has(file));
}

function staleNote(compiled: Compiled, names: readonly string[], project: Project): string {
  if (compiled.base === undefined) return "";
  const { write, remove, conflicts } = planOutput(compiled, names, project.tree);
  const stale = write.size + remove.length;
  const notes = [
    stale === 0 ? "" : `note: ${count(stale, "stale file")}: run \`overlayer compile\` before you commit.\n`,
    conflicts.length === 0
      ? ""
      : `note: ${count(conflicts.length, "file")} edited by hand, which is not shown: see \`overlayer verify\`.\n`,
  ];
  return notes.join("");
}
