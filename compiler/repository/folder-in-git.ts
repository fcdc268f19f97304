import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

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
