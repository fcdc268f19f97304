import type { Instance } from "./manifested.ts";
import type { PlainRun } from "./plain-runs.ts";

/** What the base and files on top of it came to, for runs to come: they need no sandbox for that, while the base is as it was. */
export interface KnownRuns {
  /** Undefined where it is not one instance. */
  readonly base: Instance | undefined;
  /** Those of files on top of the base. */
  readonly plain: readonly PlainRun[];
}

export const nothingKnown: KnownRuns = { base: undefined, plain: [] };

/** How many are kept for runs to come: each of them reads all. */
const most = 32;

/** What is known with more of the same base. */
export function withMore(known: KnownRuns, more: KnownRuns): KnownRuns {
  if (more.plain.length === 0) return more.base === undefined ? known : { ...known, base: more.base };
  const runs = new Map([...known.plain, ...more.plain].map((run) => [JSON.stringify([run.depends, run.free]), run]));
  return { base: more.base ?? known.base, plain: [...runs.values()].slice(-most) };
}
