import { refuseMore } from "./arguments.ts";
import type { Edit, Removal } from "./types.ts";

type Items<T> = T extends readonly (infer E)[] ? E : never;

/** Sets a map whole: nothing of the map below is merged into it. */
export function replace<T>(value: T): Edit<T>;
export function replace<T>(value: T, ...more: readonly unknown[]): Edit<T> {
  refuseMore("replace takes one value", more);
  return new Operation("replace", [value]) as unknown as Edit<T>;
}

/** Adds items after those of the list below. */
export function append<T extends readonly unknown[]>(...items: readonly Items<T>[]): Edit<T> {
  return new Operation("append", items) as unknown as Edit<T>;
}

/** Adds items before those of the list below. */
export function prepend<T extends readonly unknown[]>(...items: readonly Items<T>[]): Edit<T> {
  return new Operation("prepend", items) as unknown as Edit<T>;
}

/** Merges maps into those of the list below that have the same value of `key`; the others are appended. */
export function mergeBy<T extends readonly unknown[]>(
  key: keyof Items<T> & string,
  items: readonly Partial<Items<T>>[],
): Edit<T>;
export function mergeBy<T>(key: string, items: unknown, ...more: readonly unknown[]): Edit<T> {
  refuseMore("mergeBy takes a key and one list of maps", more);
  if (!Array.isArray(items)) throw new TypeError("mergeBy takes a list of maps after the key");
  return new Operation("mergeBy", items, key) as unknown as Edit<T>;
}

/** One edit, as the language keeps it. */
export class Operation {
  readonly kind: "replace" | "append" | "prepend" | "mergeBy" | "remove";
  readonly items: readonly unknown[];
  readonly key: string;

  constructor(kind: Operation["kind"], items: readonly unknown[] = [], key = "") {
    this.kind = kind;
    this.items = items;
    this.key = key;
    Object.freeze(this);
  }
}

/** Leaves an optional field out, whatever is below. */
export const remove = new Operation("remove") as unknown as Removal;
