import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { SetupError } from "../setup-error.ts";
import type { Defect, Tree } from "../tree.ts";
import { firstInvalid } from "../utf8.ts";

/**
 * The files below `root` as they are on disk. A path that leads out of `root`, also through symbolic links, does not
 * exist here: an environment file must not reach the rest of the machine.
 */
export function workingTree(root: string): Tree {
  const realRoot = realpathSync.native(root);
  // as they were first: to ask again for each of many files takes as long as to read them
  const folders = new Map<string, boolean>();
  const isFolderInside = (folder: string) => {
    const known = folders.get(folder) ?? isInside(realRoot, realPath(folder));
    folders.set(folder, known);
    return known;
  };
  return {
    read: (path) => (isFileInside(realRoot, join(realRoot, path), isFolderInside) ? textOf(realRoot, path) : undefined),
    files: (directory) => {
      const folder = realPath(join(realRoot, directory));
      // a file in its place holds none; whoever writes there tells that it is in the way
      const isListed = folder !== undefined && isInside(realRoot, folder) && statSync(folder).isDirectory();
      return isListed ? listFiles(realRoot, directory).sort() : [];
    },
    defectOf(path) {
      const full = join(realRoot, path);
      if (!isFileInside(realRoot, full, isFolderInside)) return refusedAt(realRoot, full);
      const place = firstInvalid(readFileSync(full));
      return place && { message: "is not UTF-8", place };
    },
  };
}

function isFileInside(root: string, path: string, isFolderInside: (folder: string) => boolean): boolean {
  const found = statsOf(path);
  if (found?.isSymbolicLink() !== true) return found?.isFile() === true && isFolderInside(dirname(path));
  const file = realPath(path);
  // a named pipe would block for ever, a folder throws: neither is a source file
  return file !== undefined && isInside(root, file) && statSync(file).isFile();
}

function refusedAt(root: string, path: string): Defect | undefined {
  const found = statsOf(path);
  if (found === undefined) return undefined;
  if (found.isFile()) return { message: "is in a folder outside of the repository" };
  if (!found.isSymbolicLink()) return { message: `is ${kindOf(found)}` };
  const file = realPath(path);
  if (file === undefined) return { message: "is a link that leads to nothing" };
  if (!isInside(root, file)) return { message: "is a link that leads out of the repository" };
  return { message: `is a link to ${kindOf(statSync(file))}` };
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return "a folder";
  if (found.isFIFO()) return "a named pipe";
  return found.isSocket() ? "a socket" : "a device";
}

function textOf(root: string, path: string): string {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch (error) {
    throw new SetupError(`cannot read ${path}: ${error instanceof Error ? error.message : error}`, "make it readable.");
  }
}

function isInside(root: string, file: string | undefined): boolean {
  return file !== undefined && (file === root || file.startsWith(root.endsWith(sep) ? root : root + sep));
}

function realPath(path: string): string | undefined {
  try {
    return statsOf(path) && realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** Of a link its own. */
function statsOf(path: string): Stats | undefined {
  try {
    // an error takes much longer, and most files of a first run are not there
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Links to folders are not followed: they could form a circle. */
function listFiles(root: string, directory: string): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = `${directory}/${entry.name}`;
    return entry.isDirectory() ? listFiles(root, path) : [path];
  });
}
