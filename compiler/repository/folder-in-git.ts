import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** The path from the top of the git repository to `root`, such as `infra/`; empty where both are one or there is none. */
export function folderInGit(root: string): string {
  const top = topOfGit(root);
  return top === undefined || top === root ? "" : `${relative(top, root).split(sep).join("/")}/`;
}

/** The top of the git repository that holds a folder; undefined where there is none. */
export function topOfGit(directory: string): string | undefined {
  if (existsSync(join(directory, ".git"))) return directory;
  return dirname(directory) === directory ? undefined : topOfGit(dirname(directory));
}

/** Git's own folder of a working tree with that top; of a linked worktree or a submodule `.git` is a file that names it. */
export function gitFolder(top: string): string {
  const path = join(top, ".git");
  const named = statSync(path).isFile() ? /^gitdir: (.+)$/m.exec(readFileSync(path, "utf8"))?.[1] : undefined;
  return named === undefined ? path : resolve(top, named);
}
