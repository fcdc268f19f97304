import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "../tree.ts";
import { carryOut, commit } from "./journal.ts";
import { foldersOf, refuseObstacles } from "./obstacles.ts";
import type { WritePlan } from "./plan.ts";
import { writing } from "./system-error.ts";

/**
 * Carries a plan out below `root`, staged in the folder that `withLock` gave: all of it or nothing. Throws SetupError
 * where a folder is not writable, the disk is full or something is in the way. `sources` are those that the plan was
 * compiled from, where a command edited them. Gives the time when all texts were on disk, in milliseconds: a file whose
 * last change is later was changed by others.
 */
export function applyPlan(root: string, staging: string, { changes }: WritePlan, sources: Files = new Map()): number {
  const moveSources = stageSources(root, staging, sources);
  let staged = Date.now();
  if (changes.size > 0) {
    const journal = writing("could not write, and changed nothing", () => {
      refuseObstacles(root, [...changes.keys()]);
      return commit(staging, changes);
    });
    staged = Date.now();
    writing("could not finish writing, which the next run does", () => carryOut(root, staging, journal));
  }
  moveSources();
  return staged;
}

/**
 * Gives source files their texts, staged as above. They are last and not in the journal, which speaks of generated files
 * only: a run killed between two of them leaves each of them whole, and what was generated for the next `compile`.
 */
function stageSources(root: string, staging: string, sources: Files): () => void {
  const staged = [...sources].map(([file, text], index) => ({ file, text, from: join(staging, `source-${index}`) }));
  writing("could not write, and changed nothing", () => {
    refuseObstacles(root, [...sources.keys()]);
    for (const { from, text } of staged) writeFileSync(from, text);
  });
  return () =>
    writing("could not write all source files: see `git status`", () => {
      for (const folder of foldersOf([...sources.keys()])) mkdirSync(join(root, folder), { recursive: true });
      for (const { file, from } of staged) renameSync(from, join(root, file));
    });
}
