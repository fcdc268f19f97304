import { mkdirSync, readdirSync, realpathSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { SetupError } from "../setup-error.ts";
import type { WritePlan } from "./plan.ts";

/**
 * Carries a plan out below `root`: every new text is first written beside the tree, so that a full disk changes
 * nothing, then moved into place. Throws SetupError where a folder is not writable or leads out of `root`.
 */
export function applyPlan(root: string, plan: WritePlan): void {
  if (plan.write.size === 0 && plan.remove.length === 0) return;
  const staging = join(root, `.overlayer-${process.pid}`);
  try {
    stage(staging, plan);
    for (const path of plan.write.keys()) {
      makeFolder(root, dirname(path));
      renameSync(join(staging, path), join(root, path));
    }
    for (const path of plan.remove) {
      refuseOutside(root, dirname(path));
      rmSync(join(root, path));
      removeEmptyFolders(root, dirname(path));
    }
  } catch (error) {
    if (error instanceof SetupError || !isSystemError(error)) throw error;
    throw new SetupError(
      `could not write: ${error.message}`,
      "make the folder writable and free some space, then run it again.",
    );
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function stage(staging: string, plan: WritePlan): void {
  for (const [path, text] of plan.write) {
    const file = join(staging, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Makes a folder and its parents, one by one, so that no link on the way is followed out of the root. */
function makeFolder(root: string, directory: string): void {
  const parts = directory.split("/");
  for (let depth = 1; depth <= parts.length; depth++) {
    const part = parts.slice(0, depth).join("/");
    mkdirSync(join(root, part), { recursive: true });
    refuseOutside(root, part);
  }
}

function refuseOutside(root: string, directory: string): void {
  const real = realpathSync.native(join(root, directory));
  if (real.startsWith(realpathSync.native(root) + sep)) return;
  throw new SetupError(
    `${directory} is a symbolic link that leads out of the repository`,
    "replace it by a real folder.",
  );
}

function removeEmptyFolders(root: string, directory: string): void {
  if (!directory.includes("/") || readdirSync(join(root, directory)).length > 0) return;
  rmdirSync(join(root, directory));
  removeEmptyFolders(root, dirname(directory));
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error;
}
