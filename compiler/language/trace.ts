import { watchReads } from "./cell.ts";
import { exportedBy } from "./exported.ts";
import { keysOf, type Place } from "./place.ts";
import { itemsOf, read, viewOf } from "./read.ts";
import { View } from "./view.ts";

/**
 * A place in a literal of the source: the literal's module and offset, and the key in it. A key that the literal got by
 * spreading an object is in `spreads`, by the spread's number.
 */
export interface Site {
  readonly module: string;
  readonly offset: number;
  readonly key?: string | number;
  readonly spreads?: readonly (Site | null)[];
}

type Path = readonly (string | number)[];

/** Where a value of the final options was written, the topmost layer first; null where that is unknown. */
export interface Written {
  readonly path: Path;
  readonly sites: readonly (Site | null)[];
}

interface Origin {
  readonly module: string;
  readonly offset: number;
  /** Which elements of a list literal are spreads. */
  readonly positions: readonly number[];
  readonly spreads: readonly unknown[];
}

const origins = new WeakMap<object, Origin>();
const pending: { readonly offset: number; readonly value: unknown }[] = [];

/** Stands around every literal of an instrumented module. */
export function literal<T extends object>(module: string, offset: number, positions: readonly number[], value: T): T {
  const spreads: unknown[] = [];
  while (spreads.length < positions.length && pending.length > 0) {
    const last = pending.pop();
    if (last?.offset === offset) spreads.unshift(last.value);
  }
  origins.set(value, { module, offset, positions, spreads });
  return value;
}

/** Stands around what a layer is extended by that is no literal: what was made without one was made there. */
export function computed<T>(module: string, offset: number, value: T): T {
  if (typeof value === "object" && value !== null && !origins.has(value))
    origins.set(value, { module, offset, positions: [], spreads: [] });
  return value;
}

/** Stands around everything that is spread into the literal at `offset`. */
export function spread<T>(offset: number, value: T): T {
  pending.push({ offset, value });
  return value;
}

/**
 * JSON text of where every value of the options was written that a module exports, or of a map of them what is at `key`; where
 * paths are `asked` for, only of those and of what is around them.
 */
export function trace(module: object, key?: string, asked?: readonly Path[]): string {
  const isAsked = (path: Path) => asked?.some((one) => path.every((step, depth) => step === one[depth])) ?? true;
  const exported = exportedBy(module, key);
  const written: Written[] = [];
  const reads = new Map<string, Map<string, Path>>();
  watchReads((read, reader, how) => {
    if (reader === undefined || how === "name") return;
    const [by, path] = [stringify(keysOf(reader)), keysOf(read)];
    // a value that reads what it overrides is not derived from itself
    if (stringify(path) !== by) reads.set(by, (reads.get(by) ?? new Map()).set(stringify(path), path));
  });
  for (const { literals, place } of "instances" in exported ? exported.instances : []) {
    written.push({ path: keysOf(place), sites: literals.toReversed().map((one) => siteOf(one.fields)) });
    visit(new View(literals, place), place, written, isAsked);
  }
  return stringify(written.map((one) => ({ ...one, from: [...(reads.get(stringify(one.path))?.values() ?? [])] })));
}

// Before a user's code can change it.
const stringify = JSON.stringify;

const depthLimit = 100;

type IsAsked = (path: Path) => boolean;

function visit(view: View, place: Place, written: Written[], isAsked: IsAsked): void {
  const path = keysOf(place);
  const tops = view.literals.toReversed();
  if (path.length > depthLimit) return;
  for (const key of view.names) {
    if (!isAsked([...path, key])) continue;
    const owners = tops.filter((one) => Object.hasOwn(one.fields, key));
    written.push({ path: [...path, key], sites: owners.map((one) => keySite(one.fields, key)) });
    follow(() => read(view, key), { around: place, key }, written, isAsked);
  }
}

function follow(value: () => unknown, place: Place, written: Written[], isAsked: IsAsked): void {
  const final = attempt(value);
  const view = viewOf(final);
  if (view !== undefined) visit(view, place, written, isAsked);
  if (!Array.isArray(final)) return;
  for (const index of final.keys()) {
    const at = { around: place, key: index };
    if (!isAsked(keysOf(at))) continue;
    const site = itemSite(final, index) ?? topSite(attempt(() => final[index]));
    if (site !== null) written.push({ path: keysOf(at), sites: [site] });
    follow(() => final[index], at, written, isAsked);
  }
}

/** A field that fails is traced like the others, but nothing in it. */
function attempt(value: () => unknown): unknown {
  try {
    return value();
  } catch {
    return undefined;
  }
}

function siteOf(object: object): Site | null {
  const origin = origins.get(object);
  return origin === undefined ? null : { module: origin.module, offset: origin.offset };
}

function keySite(object: object, key: string): Site | null {
  const origin = origins.get(object);
  if (origin === undefined) return null;
  const spreads = origin.spreads.map((source) => spreadSite(source, key));
  return { module: origin.module, offset: origin.offset, key, ...(spreads.length === 0 ? {} : { spreads }) };
}

function spreadSite(source: unknown, key: string): Site | null {
  const view = viewOf(source);
  if (view === undefined)
    return typeof source === "object" && source !== null && Object.hasOwn(source, key) ? keySite(source, key) : null;
  const owner = view.literals.findLast((one) => Object.hasOwn(one.fields, key));
  return owner === undefined ? null : keySite(owner.fields, key);
}

function topSite(value: unknown): Site | null {
  const top = viewOf(value)?.literals.at(-1);
  return top === undefined ? null : siteOf(top.fields);
}

function itemSite(list: readonly unknown[], index: number): Site | null {
  const item = itemsOf(list)?.[index];
  if (item !== undefined) return elementSite(item.list, item.index);
  return elementSite(list, index);
}

function elementSite(list: readonly unknown[], index: number): Site | null {
  const origin = origins.get(list);
  if (origin === undefined) return null;
  let rest = index;
  for (let element = 0, spreads = 0; element <= index + origin.positions.length; element++) {
    if (element !== origin.positions[spreads]) {
      if (rest === 0) return { module: origin.module, offset: origin.offset, key: element };
      rest--;
      continue;
    }
    const source = origin.spreads[spreads++];
    const items = Array.isArray(source) ? source : [];
    if (rest < items.length) return itemSite(items, rest);
    rest -= items.length;
  }
  return null;
}
