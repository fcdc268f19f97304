import { asCommitted, type CommittedTree, treeOf } from "../tree.ts";
import { topOfGit } from "./folder-in-git.ts";
import { workingTree } from "./working-tree.ts";

/**
 * What is committed below `directories` of a folder; nothing before the first commit. A folder that is in no git
 * repository is taken as it is on disk. Throws SetupError where git is missing or refuses the repository.
 */
export async function committedTree(root: string, directories: readonly string[]): Promise<CommittedTree> {
  if (topOfGit(root) === undefined) return asCommitted(workingTree(root));
  const { baseline, commitTree } = await import("./git.ts");
  const head = baseline(root, "HEAD");
  return head?.commit === undefined ? asCommitted(treeOf(new Map())) : commitTree(root, head.commit, directories);
}

/** Id of the commit that is checked out; undefined before the first, and in no git repository. */
export async function headCommit(root: string): Promise<string | undefined> {
  if (topOfGit(root) === undefined) return undefined;
  return (await import("./git.ts")).baseline(root, "HEAD")?.commit;
}
