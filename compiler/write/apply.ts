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
    for (const folder of foldersOf(plan)) makeFolder(root, folder);
    for (const path of plan.write.keys()) renameSync(join(staging, path), join(root, path));
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

/** All folders that hold files to be written, and theirs, each after its own folder. */
function foldersOf(plan: WritePlan): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const directory of new Set([...plan.write.keys()].map(dirname))) {
    const parts = directory.split("/");
    for (let depth = 1; depth <= parts.length; depth++) folders.add(parts.slice(0, depth).join("/"));
  }
  return folders;
}

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
  const folders = foldersOf(plan);
  for (const path of [...folders, ...plan.write.keys()]) {
    const found = statSync(join(root, path), { throwIfNoEntry: false });
    if (found === undefined || found.isDirectory() === folders.has(path)) continue;
    const kind = found.isDirectory() ? "folder" : "file";
    throw new SetupError(`a ${kind} is in the way: ${path}; nothing was written`, `move that ${kind} elsewhere.`);
  }
}

function stage(staging: string, plan: WritePlan): void {
  for (const folder of foldersOf(plan)) mkdirSync(join(staging, folder), { recursive: true });
  for (const [path, text] of plan.write) writeFileSync(join(staging, path), text);
}

/** Makes a folder in one that is there, so that no link is followed out of the root. */
function makeFolder(root: string, directory: string): void {
  mkdirSync(join(root, directory), { recursive: true });
  refuseOutside(root, directory);
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
