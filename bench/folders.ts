import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = mkdtempSync(join(realpathSync(tmpdir()), "overlayer-bench-"));

/** Makes a new temporary folder and gives its path. */
export function newFolder(): string {
  return mkdtempSync(join(root, "folder-"));
}

/** Removes all folders that were made. */
export function removeFolders(): void {
  rmSync(root, { recursive: true, force: true });
}

/** Writes files below a folder, by their paths in it. */
export function writeFiles(folder: string, files: Iterable<readonly [path: string, text: string]>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
