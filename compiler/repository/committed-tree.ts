import { asCommitted, type CommittedTree, treeOf } from "../tree.ts";
import type { KnownFolders } from "./commit-tree.ts";
import { topOfGit } from "./folder-in-git.ts";
import { workingTree } from "./working-tree.ts";

/**
 * What is committed below `directories` of a folder; nothing before the first commit. Git lists it while this process goes on. A folder that is in no git
 * repository is taken as it is on disk. Where folders of HEAD are `known` git is asked only for what is in none of them. Throws
 * SetupError where git is asked and is missing or refuses the repository.
 */
export async function committedTree(
  root: string,
  directories: readonly string[],
  known?: KnownFolders,
): Promise<CommittedTree> {
  const current = workingTree(root);
  if (topOfGit(root) === undefined) return asCommitted(current);
  // outside of git nothing of it is loaded
  const [{ baseline }, { commitTree, knownTree, listFilesMeanwhile }] = await Promise.all([
    import("./git.ts"),
    import("./commit-tree.ts"),
  ]);
  const withEarlier = (tree: CommittedTree): CommittedTree => ({
    ...tree,
    earlier: async (path, isSound) =>
      (await import("./earlier.ts")).earlierState(root, directories, path, isSound, current),
  });
  if (known !== undefined) return withEarlier(knownTree(root, "HEAD", known, current));
  const listed = await listFilesMeanwhile(root, "HEAD", directories);
  if (listed !== undefined) return withEarlier(commitTree(root, "HEAD", directories, current, listed));
  const head = baseline(root, "HEAD");
  if (head?.commit === undefined) return asCommitted(treeOf(new Map()));
  return withEarlier(commitTree(root, head.commit, directories, current));
}

/** Id of the commit that is checked out; undefined before the first, and in no git repository. */
export async function headCommit(root: string): Promise<string | undefined> {
  if (topOfGit(root) === undefined) return undefined;
  return (await import("./git.ts")).baseline(root, "HEAD")?.commit;
}
