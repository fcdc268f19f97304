import type { JsonObject } from "./kubernetes/json.ts";

/** What something came to: an application, and all of its options. */
interface Options {
  readonly application: string;
  readonly options: JsonObject;
}

/** What a file of plain values on top of a layer came to. */
export interface PlainRun extends Options {
  /** Id of the module that has the layer, and the name that it exports it by. */
  readonly below: string;
  readonly exported: string;
  /** What it set that others read, or that is a map. */
  readonly depends: JsonObject;
  /** Names of what it set besides: that comes out as it was put in. */
  readonly free: readonly string[];
  /** Names of options that others read; where one asked which there are, of all. */
  readonly read: readonly string[];
}

/** What the base and files on top of it came to, for runs to come: they need no sandbox for that, while the base is as it was. */
export interface KnownRuns {
  /** Undefined where it is not one instance; with its file, as that of a delivery tool is no base of environments. */
  readonly base: (Options & { readonly file: string }) | undefined;
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
