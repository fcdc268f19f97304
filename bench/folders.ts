import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

let root: string | undefined;

/** Makes a new temporary folder and gives its path. */
export function newFolder(): string {
  root ??= mkdtempSync(join(realpathSync(tmpdir()), "overlayer-bench-"));
  return mkdtempSync(join(root, "folder-"));
}

/** Removes all folders that were made. */
export function removeFolders(): void {
  if (root !== undefined) rmSync(root, { recursive: true, force: true });
  root = undefined;
}

/** Writes files below a folder, by their paths in it. */
export function writeFiles(folder: string, files: Iterable<readonly [path: string, text: string]>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
