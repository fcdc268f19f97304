import { mkdirSync, readdirSync, realpathSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { SetupError } from "../setup-error.ts";
import type { WritePlan } from "./plan.ts";

/**
 * Carries a plan out below `root`: every new text is first written beside the tree, so that a full disk changes
 * nothing, then moved into place. Throws SetupError where a folder is not writable or leads out of `root`.
 */
export function applyPlan(root: string, plan: WritePlan): void {
  if (plan.write.size === 0 && plan.remove.length === 0) return;
  const staging = join(root, `${stagingName}${process.pid}`);
  try {
    removeLeftovers(root);
    refuseObstacles(root, plan);
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

const stagingName = ".overlayer-";

/** What a run that was killed left behind. */
function removeLeftovers(root: string): void {
  for (const name of readdirSync(root)) {
    const pid = Number(name.startsWith(stagingName) ? name.slice(stagingName.length) : Number.NaN);
    if (Number.isInteger(pid) && !isRunning(pid)) rmSync(join(root, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // a process of somebody else's may not be asked, but is there
    return isSystemError(error) && error.code === "EPERM";
  }
}

/** A folder where a file is to be, or a file where a folder is: found before anything is moved. */
function refuseObstacles(root: string, plan: WritePlan): void {
  for (const path of plan.write.keys()) {
    const parts = path.split("/");
    for (let depth = 1; depth <= parts.length; depth++) {
      const part = parts.slice(0, depth).join("/");
      const found = statSync(join(root, part), { throwIfNoEntry: false });
      if (found === undefined || found.isDirectory() === depth < parts.length) continue;
      const kind = found.isDirectory() ? "folder" : "file";
      throw new SetupError(`a ${kind} is in the way: ${part}; nothing was written`, `move that ${kind} elsewhere.`);
    }
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
