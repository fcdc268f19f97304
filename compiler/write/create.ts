import { linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "../tree.ts";
import { foldersOf, refuseObstacles } from "./obstacles.ts";
import { writing } from "./system-error.ts";

/**
 * Writes new source files below `root`, staged in the folder that `withLock` gave: all of them or none, and none over
 * another file. Throws SetupError where a folder is not writable, the disk is full or something is in the way.
 */
export function createFiles(root: string, staging: string, files: Files): void {
  const created: string[] = [];
  writing("could not write, and changed nothing", () => {
    refuseObstacles(root, [...files.keys()]);
    for (const folder of foldersOf([...files.keys()])) mkdirSync(join(root, folder), { recursive: true });
    try {
      for (const [path, text] of files) {
        const staged = join(staging, `new-${created.length}`);
        writeFileSync(staged, text);
        // unlike a rename, a link is refused where there is a file
        linkSync(staged, join(root, path));
        created.push(join(root, path));
      }
    } catch (error) {
      for (const path of created) rmSync(path);
      throw error;
    }
  });
}
