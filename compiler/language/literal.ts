import type { View } from "./view.ts";

/** One object literal of a layer. */
export interface Literal {
  readonly fields: object;
  /** What functions in it get as root; absent in the outermost literal, whose own object is the root. */
  readonly root?: View;
  readonly hidden?: boolean;
  readonly check?: Check;
}

/** An assert, and the stack of where it was written. */
export interface Check {
  holds(self: unknown): unknown;
  message(self: unknown): string;
  readonly stack: string | undefined;
}

/** A literal in an object: functions written in it are called with that object. */
export interface Scope {
  readonly view: View;
  readonly index: number;
}

/** A list's item as it was written. */
export interface Item {
  readonly value: unknown;
  readonly scope: Scope;
  readonly list: readonly unknown[];
  readonly index: number;
}

/** True for a map as literals and spreads make them: no list, and nothing that has fields of a prototype of its own. */
export function isMap(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
