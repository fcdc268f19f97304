import type { Cell } from "./cell.ts";
import type { Literal } from "./literal.ts";
import type { Place } from "./place.ts";

/** A field of an object. */
export interface Field extends Cell {
  readonly key: string;
  /** Index of the topmost literal that has it. */
  readonly top: number;
  readonly hidden: boolean;
}

/** An object made of literals, the lowest first. */
export class View {
  readonly literals: readonly Literal[];
  readonly place: Place;
  /** What functions get as self: this object, or the final one where this one is a super. */
  readonly self: View;
  readonly supers: View[] = [];
  /** What users see of it, made when they first do. */
  proxy: object | undefined;
  #fields: Map<string, Field> | undefined;

  constructor(literals: readonly Literal[], place: Place, self?: View) {
    this.literals = literals;
    this.place = place;
    this.self = self ?? this;
  }

  /** By name, in the order in which the literals bring them. Made when first asked for: most supers never are. */
  get fields(): ReadonlyMap<string, Field> {
    this.#fields ??= fieldsIn(this.literals, this.place);
    return this.#fields;
  }
}

function fieldsIn(literals: readonly Literal[], place: Place): Map<string, Field> {
  const all = new Map<string, Field>();
  for (let top = 0; top < literals.length; top++) {
    const { fields = {}, hidden = false } = literals[top] ?? {};
    for (const key of Object.keys(fields)) {
      const wasHidden = all.get(key)?.hidden === true;
      all.set(key, { around: place, key, top, hidden: hidden || wasHidden, state: "unread", result: undefined });
    }
  }
  return all;
}
