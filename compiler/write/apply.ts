import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "../tree.ts";
import { carryOut, commit } from "./journal.ts";
import { foldersOf, refuseObstacles } from "./obstacles.ts";
import type { WritePlan } from "./plan.ts";
import { writing } from "./system-error.ts";

/** When a plan was carried out, in milliseconds, and how. */
export interface Applied {
  /** When all texts were on disk: a file whose last change is later was changed by others. */
  readonly staged: number;
  /** The folders that were not there and were moved whole, before any other program could know their files. */
  readonly folders: ReadonlySet<string>;
}

/**
 * Carries a plan out below `root`, staged in the folder that `withLock` gave: all of it or nothing. Throws SetupError
 * where a folder is not writable, the disk is full or something is in the way. `sources` are those that the plan was
 * compiled from, where a command edited them; what is staged `ahead` is so with the texts of the plan.
 */
export function applyPlan(
  root: string,
  staging: string,
  { changes }: WritePlan,
  sources: Files = new Map(),
  ahead?: ReadonlySet<string>,
): Applied {
  const moveSources = stageSources(root, staging, sources);
  const decided = writing("could not write, and changed nothing", () => {
    if (changes.size === 0) return undefined;
    const folders = refuseObstacles(root, [...changes.keys()]);
    return { folders, journal: commit(staging, changes, folders, ahead) };
  });
  const staged = Date.now();
  if (decided !== undefined)
    writing("could not finish writing, which the next run does", () =>
      carryOut(root, staging, decided.journal, decided.folders),
    );
  moveSources();
  return { staged, folders: decided?.folders ?? new Set() };
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
