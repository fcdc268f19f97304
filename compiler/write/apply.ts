import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { carryOut, commit } from "./journal.ts";
import { refuseObstacles } from "./obstacles.ts";
import type { WritePlan } from "./plan.ts";
import { writing } from "./system-error.ts";

/**
 * Carries a plan out below `root`, staged in the folder that `withLock` gave: all of it or nothing. Throws SetupError
 * where a folder is not writable, the disk is full or something is in the way.
 */
export function applyPlan(root: string, staging: string, { changes }: WritePlan): void {
  if (changes.size === 0) return;
  const journal = writing("could not write, and changed nothing", () => {
    refuseObstacles(root, [...changes.keys()]);
    return commit(staging, changes);
  });
  writing("could not finish writing, which the next run does", () => carryOut(root, staging, journal));
}

/**
 * The same, and then gives a source file the text that the plan was compiled from. It is last and not in the journal, which
 * speaks of generated files only: a run killed before it leaves files that the next `compile` makes fit the source.
 */
export function applyEdit(
  root: string,
  staging: string,
  plan: WritePlan,
  { file, text }: { readonly file: string; readonly text: string },
): void {
  const staged = join(staging, "source");
  writing("could not write, and changed nothing", () => {
    refuseObstacles(root, [file]);
    writeFileSync(staged, text);
  });
  applyPlan(root, staging, plan);
  writing(`could not write ${file}, so that what was generated is not of it`, () =>
    renameSync(staged, join(root, file)),
  );
}
