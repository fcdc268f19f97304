import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Files } from "../tree.ts";

/** Writes files into a new temporary folder, hands it out, and removes it whatever happens. */
export async function withFiles<Result>(files: Files, use: (root: string) => Promise<Result>): Promise<Result> {
  // a link in the path of the folder would break kustomize's relative paths
  const root = mkdtempSync(join(realpathSync(tmpdir()), "overlayer-"));
  try {
    const made = new Set<string>();
    for (const [path, text] of files) {
      const file = join(root, path);
      if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
      made.add(dirname(file));
      writeFileSync(file, text);
    }
    return await use(root);
  } finally {
    // of thousands of files in half the time of rmSync
    await rm(root, { recursive: true, force: true });
  }
}
