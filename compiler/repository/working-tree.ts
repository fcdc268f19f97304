import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { SetupError } from "../setup-error.ts";
import type { Tree } from "../tree.ts";

/**
 * The files below `root` as they are on disk. A path that leads out of `root`, also through symbolic links, does not
 * exist here: an environment file must not reach the rest of the machine.
 */
export function workingTree(root: string): Tree {
  const realRoot = realpathSync.native(root);
  return {
    read: (path) => readInside(realRoot, path),
    files: (directory) => {
      const folder = realPath(join(realRoot, directory));
      // a file in its place holds none; whoever writes there tells that it is in the way
      const isListed = folder !== undefined && isInside(realRoot, folder) && statSync(folder).isDirectory();
      return isListed ? listFiles(realRoot, directory).sort() : [];
    },
  };
}

function readInside(root: string, path: string): string | undefined {
  const file = realPath(join(root, path));
  // a named pipe would block for ever, a folder throws: neither is a source file
  if (file === undefined || !isInside(root, file) || !statSync(file).isFile()) return undefined;
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SetupError(`cannot read ${path}: ${error instanceof Error ? error.message : error}`, "make it readable.");
  }
}

function isInside(root: string, file: string | undefined): boolean {
  return file !== undefined && (file === root || file.startsWith(root.endsWith(sep) ? root : root + sep));
}

function realPath(path: string): string | undefined {
  try {
    // an error takes much longer, and most files of a first run are not there
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
    return realpathSync.native(path);
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
