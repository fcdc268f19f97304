import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Files } from "../tree.ts";

/** What the names of folders begin with that runs are staged in, beside what they write. */
export const stagingPrefix = ".overlayer-";

/** Where a new file of this path is staged, or a folder with such files, which can be moved whole. */
export function stagedAt(staging: string, path: string): string {
  return `${staging}/new/${path}`;
}

/** Writes new files below the folder that `withLock` gave. */
export function stageFiles(staging: string, files: Files): void {
  for (const folder of new Set([...files.keys()].map(dirname)))
    mkdirSync(stagedAt(staging, folder), { recursive: true });
  for (const [path, text] of files) writeFileSync(stagedAt(staging, path), text);
}

/** Removes them again. */
export function unstage(staging: string): void {
  rmSync(stagedAt(staging, ""), { recursive: true, force: true });
}
