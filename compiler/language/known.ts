import { anyName, watchReads } from "./cell.ts";
import type { Literal } from "./literal.ts";
import { keysOf, type Place } from "./place.ts";

/** What the options of a layer came to: what a layer on top of it does not change need not be computed again. */
export interface Known {
  /** Those of the layer, the lowest first. */
  readonly literals: readonly Literal[];
  /** JSON text of each option with its name, `"servers":3,`, in order; empty where it has no value. */
  readonly texts: readonly string[];
  /** Where in `texts` an option is. */
  readonly positions: ReadonlyMap<string, number>;
  /** Options in which something is wrong: they are computed anew each time. */
  readonly wrong: readonly string[];
  /** By the name of an option, the names of those that read it directly; what there is not was asked for too. */
  readonly readers: Readers;
}

type Readers = ReadonlyMap<string, ReadonlySet<string>>;

/** By the topmost literal. */
const all = new WeakMap<Literal, Known>();

/** Keeps what is known of a layer for those that will be put on top of it. */
export function keep(known: Known): void {
  const top = known.literals.at(-1);
  if (top !== undefined) all.set(top, known);
}

/** What is known of the topmost layer among these literals of which something is known. */
export function knownOf(literals: readonly Literal[]): Known | undefined {
  for (let top = literals.length - 1; top >= 0; top--) {
    const literal = literals[top];
    const known = literal && all.get(literal);
    if (known !== undefined && isStart(known.literals, literals, top)) return known;
  }
  return undefined;
}

/** A mixin is in several layers: what is below it must be the same. */
function isStart(below: readonly Literal[], literals: readonly Literal[], top: number): boolean {
  return below.length === top + 1 && below.every((one, index) => one === literals[index]);
}

/** Names of the options, in order, that the literals on top of what is known may change. */
export function changedIn({ literals: below, positions, wrong, readers }: Known, literals: readonly Literal[]) {
  const changed = new Set([anyName, ...wrong]);
  for (let top = below.length; top < literals.length; top++)
    for (const name of Object.keys(literals[top]?.fields ?? {})) changed.add(name);
  // grows while it is gone through: who reads what changes may change too
  for (const name of changed) for (const reader of readers.get(name) ?? []) changed.add(reader);
  const position = (name: string) => positions.get(name) ?? positions.size;
  return [...changed].sort((one, other) => position(one) - position(other));
}

/** Calls `compute` with each name, and adds which options read which others meanwhile to what was known before. */
export function readersIn(names: readonly string[], before: Readers, compute: (name: string) => void): Readers {
  const readers = new Map([...before].map(([name, by]) => [name, new Set(by)]));
  let computed = "";
  watchReads((read, reader) => {
    const name = optionOf(read);
    const by = reader === undefined ? computed : optionOf(reader);
    if (name !== by) readers.set(name, (readers.get(name) ?? new Set()).add(by));
  });
  try {
    for (const name of names) {
      computed = name;
      compute(name);
    }
  } finally {
    watchReads();
  }
  return readers;
}

/**
 * What `compute` gives, and the names of the options that were read meanwhile for another option or for none. It is to tell which option it
 * computes.
 */
export function readIn<Result>(compute: (computing: (name: string) => void) => Result) {
  const read = new Set<string>();
  let computed: string | undefined;
  watchReads((place, reader) => {
    const name = optionOf(place);
    if (name !== (reader === undefined ? computed : optionOf(reader))) read.add(name);
  });
  try {
    const result = compute((name) => {
      computed = name;
    });
    return { result, read };
  } finally {
    watchReads();
  }
}

/** The name of the option in which a place is. */
function optionOf(place: Place): string {
  return String(keysOf(place)[0] ?? anyName);
}
