import { accessSync, constants, lstatSync, realpathSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { SetupError } from "../setup-error.ts";

/** All folders that the paths are in, and theirs, each after its own folder; not the one that they are relative to. */
export function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const directory of new Set(paths.filter((path) => path.includes("/")).map(dirname))) {
    const parts = directory.split("/");
    for (let depth = 1; depth <= parts.length; depth++) folders.add(parts.slice(0, depth).join("/"));
  }
  return [...folders];
}

/**
 * Finds what would keep files from being moved to their paths below `root`, before any is moved: a folder or a link where
 * a file is to be, a file where a folder is, a folder that may not be written, is elsewhere or on another disk. Throws
 * SetupError. Gives the folders that are not there, without those in them.
 */
export function refuseObstacles(root: string, paths: readonly string[]): ReadonlySet<string> {
  const { dev } = statSync(root);
  const [there, missing] = [new Set(["."]), new Set<string>()];
  for (const folder of foldersOf(paths)) {
    if (!there.has(dirname(folder))) continue;
    if (lstatSync(join(root, folder), { throwIfNoEntry: false }) === undefined) {
      missing.add(folder);
      continue;
    }
    there.add(folder);
    refuseFolder(root, folder, dev);
  }
  for (const path of paths) {
    if (!there.has(dirname(path))) continue;
    const found = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (found?.isDirectory()) throw inTheWay("folder", path);
    if (found?.isSymbolicLink()) throw inTheWay("symbolic link", path);
  }
  return missing;
}

/** Throws where a folder, or what is in its place, cannot hold what is moved there from the disk `dev`. */
function refuseFolder(root: string, folder: string, dev: number): void {
  refuseOutside(root, folder);
  const found = statSync(join(root, folder));
  if (!found.isDirectory()) throw inTheWay("file", folder);
  if (found.dev !== dev) {
    throw new SetupError(
      `${folder} is on another file system than ${root}; nothing was written`,
      "a run is all or nothing only within one: have both on the same.",
    );
  }
  accessSync(join(root, folder), constants.W_OK);
}

function inTheWay(what: string, path: string): SetupError {
  return new SetupError(`a ${what} is in the way: ${path}; nothing was written`, `move that ${what} elsewhere.`);
}

function refuseOutside(root: string, folder: string): void {
  const real = realpath(join(root, folder));
  if (real?.startsWith(realpathSync.native(root) + sep)) return;
  throw new SetupError(
    `${folder} is a symbolic link that leads out of the repository; nothing was written`,
    "replace it by a real folder.",
  );
}

function realpath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    // a link to what is not there
    return undefined;
  }
}
