import { isEqual } from "../kubernetes/compare.ts";
import { isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import { shared } from "../kubernetes/shared.ts";
import type { Outcome } from "./engine.ts";
import type { Manifested } from "./manifested.ts";
import type { PlainOn } from "./modules.ts";

/** What running a file came to. */
export interface Came {
  readonly outcome: Outcome;
  /** What the language made of it, where it came that far. */
  readonly manifested: Manifested | undefined;
}

/**
 * What files of plain values came to, for others that need not be run for that: they set the same options on top of the same layer, and
 * differ only in values that nothing read.
 */
export interface Alike {
  find(file: PlainOn): Came | undefined;
  /** False where something is wrong with what a file came to, or where it is not known which options others read. */
  keep(file: PlainOn, came: Came): boolean;
}

/** Files of which the same options come out as they were put in. */
interface Kind {
  readonly free: readonly string[];
  /** By the values of all other options. */
  readonly results: Map<string, Known>;
}

interface Known extends Came {
  readonly manifested: Manifested;
}

/** How many are kept: memory must not grow with the fleet. */
const most = 256;

/** Of no file at first. What equals the options of `like` at its place is that very part. */
export function alikeFiles(like: () => Manifested | undefined): Alike {
  const kinds = new Map<string, Kind[]>();
  let kept = 0;
  return {
    find(file) {
      for (const { free, results } of kinds.get(shapeOf(file)) ?? []) {
        const known = results.get(othersOf(file, free));
        if (known !== undefined) return withValues(known, file, free, like()?.instances[0]?.options);
      }
      return undefined;
    },
    keep(file, { outcome, manifested }) {
      const [instance] = manifested?.instances ?? [];
      if (instance === undefined || manifested?.read === undefined || manifested.problems.length > 0) return false;
      if (kept === most) return true;
      kept += 1;
      const free = freeIn(file, instance.options, manifested.read);
      const others = kinds.get(shapeOf(file)) ?? [];
      const kind = others.find((one) => isEqual(one.free, free)) ?? { free, results: new Map() };
      kind.results.set(othersOf(file, free), { outcome, manifested });
      if (!others.includes(kind)) kinds.set(shapeOf(file), [...others, kind]);
      return true;
    },
  };
}

function shapeOf({ below, exported, fields }: PlainOn): string {
  return JSON.stringify([below, exported, ...Object.keys(fields)]);
}

function othersOf({ fields }: PlainOn, free: readonly string[]): string {
  return JSON.stringify(Object.keys(fields).map((name) => (free.includes(name) ? null : fields[name])));
}

/** A map is merged into what is below it; any other value takes its place, unless a layer has the option hidden. */
function freeIn({ fields }: PlainOn, options: JsonObject, read: readonly string[]): readonly string[] {
  const isFree = (name: string) =>
    !read.includes(name) && !isObject(fields[name]) && isEqual(options[name], fields[name]);
  return Object.keys(fields).filter(isFree);
}

function withValues(known: Known, { fields }: PlainOn, free: readonly string[], like: JsonObject = {}): Came {
  const own: Record<string, Json> = {};
  for (const name of free) own[name] = shared(fields[name] ?? null, like[name]);
  const instances = known.manifested.instances.map((one) => ({ ...one, options: { ...one.options, ...own } }));
  return { ...known, manifested: { ...known.manifested, instances } };
}
