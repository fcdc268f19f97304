import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { gitFolder, topOfGit } from "./folder-in-git.ts";
import { spawnGit } from "./git.ts";

/**
 * Those of some files, or of the files in some folders, that git has and a sparse checkout leaves out. Git is asked only
 * where there is, or was, such a checkout, which a file tells.
 */
export function leftOutFiles(root: string, paths: readonly string[]): readonly string[] {
  if (!mayBeSparse(root)) return [];
  const { status, stdout } = spawnGit(root, ["--literal-pathspecs", "ls-files", "-v", "-z", "--", ...paths]);
  if (status !== 0) return [];
  const entries = stdout.toString("utf8").split("\0");
  const skipped = entries.flatMap((entry) => (/^S /i.test(entry) ? [entry.slice(2)] : []));
  return skipped.filter((file) => !existsSync(join(root, file)));
}

function mayBeSparse(root: string): boolean {
  const top = topOfGit(root);
  const { GIT_DIR: elsewhere } = process.env;
  if (elsewhere === undefined && top === undefined) return false;
  const folder = elsewhere === undefined ? gitFolder(top ?? root) : resolve(elsewhere);
  return existsSync(join(folder, "info", "sparse-checkout"));
}
