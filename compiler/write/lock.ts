import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { SetupError } from "../setup-error.ts";
import { cleanUp, recover } from "./journal.ts";
import { stagingPrefix } from "./staging.ts";
import { isSystemError, writing } from "./system-error.ts";

/** How long a run waits for another to finish writing, in milliseconds. */
const patience = 2000;

/**
 * Lets `use` write below `root` while no other process does, and hands it the folder that this run is staged in. What
 * runs that were killed left is finished or removed before. Throws SetupError where another run does not end, or the
 * folder cannot be written.
 */
export async function withLock<Result>(root: string, use: (staging: string) => Promise<Result>): Promise<Result> {
  const staging = await announce(root);
  try {
    // a run that is killed leaves this folder: it must not be committed
    writing(`could not write to ${root}`, () => writeFileSync(join(staging, ".gitignore"), "*\n"));
    writing("could not finish what a killed run left", () => {
      for (const run of deadRuns(root, staging)) recover(root, join(root, run.name));
    });
    return await use(staging);
  } finally {
    cleanUp(staging);
  }
}

/** Finishes or removes what killed runs left below `root`, where there is something; for those that only read. */
export async function tidyUp(root: string): Promise<void> {
  if (deadRuns(root, "").length > 0) await withLock(root, async () => {});
}

/**
 * Says by a folder of its own that this process writes, and only then looks for others: of two that begin together, at
 * least one sees the other and steps back. A lock of one name for all could not be taken over safely from the dead.
 */
async function announce(root: string): Promise<string> {
  for (const deadline = Date.now() + patience; ; ) {
    const staging = writing(`could not write to ${root}`, () =>
      mkdtempSync(join(root, `${stagingPrefix}${process.pid}-`)),
    );
    const other = runsIn(root).find(
      ({ name, pid }) => pid !== process.pid && !staging.endsWith(name) && isRunning(pid),
    );
    if (other === undefined) return staging;
    rmSync(staging, { recursive: true });
    if (Date.now() > deadline) {
      throw new SetupError(
        `another run of overlayer, process ${other.pid}, is writing to ${root}`,
        `wait until it has ended; if that process is something else, remove ${other.name} and run it again.`,
      );
    }
    await setTimeout(10 + Math.random() * 40);
  }
}

interface Run {
  /** Of its folder. */
  readonly name: string;
  readonly pid: number;
}

function runsIn(root: string): readonly Run[] {
  return readdirSync(root).flatMap((name) => {
    const pid = /^\.overlayer-(\d{1,10})-/.exec(name)?.[1];
    return pid === undefined ? [] : [{ name, pid: Number(pid) }];
  });
}

/** A process has one run at most: its other folders are of a dead one that had the same id. */
function deadRuns(root: string, staging: string): readonly Run[] {
  return runsIn(root).filter(({ name, pid }) => !staging.endsWith(name) && (pid === process.pid || !isRunning(pid)));
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
