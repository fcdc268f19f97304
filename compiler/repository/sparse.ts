import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { folderInGit, gitFolder, topOfGit } from "./folder-in-git.ts";
import { spawnGit } from "./git.ts";

/**
 * Those of some files, or of the files in some folders, that git has and a sparse checkout leaves out. Git is asked only
 * where there is, or was, such a checkout, which a file tells.
 */
export function leftOutFiles(root: string, paths: readonly string[]): readonly string[] {
  const top = topOfGit(root);
  if (top === undefined || !mayBeSparse(top)) return [];
  const folder = folderInGit(root);
  const asked = paths.map((path) => `${folder}${path}`);
  // from the top: in a hook, where git sets GIT_DIR, it takes the folder that it starts in for the top
  const { status, stdout } = spawnGit(top, ["--literal-pathspecs", "ls-files", "-v", "-z", "--", ...asked]);
  if (status !== 0) return [];
  const entries = stdout.toString("utf8").split("\0");
  const skipped = entries.flatMap((entry) => (/^S /i.test(entry) ? [entry.slice(2 + folder.length)] : []));
  return skipped.filter((file) => !existsSync(join(root, file)));
}

function mayBeSparse(top: string): boolean {
  const { GIT_DIR: elsewhere } = process.env;
  const folder = elsewhere === undefined ? gitFolder(top) : resolve(top, elsewhere);
  return existsSync(join(folder, "info", "sparse-checkout"));
}
