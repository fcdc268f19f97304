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
  readonly #fields = new Map<string, Field>();

  constructor(literals: readonly Literal[], place: Place, self?: View) {
    this.literals = literals;
    this.place = place;
    this.self = self ?? this;
  }

  /** Names of all fields, in the order in which the literals bring them. */
  get names(): readonly string[] {
    const [only, ...others] = this.literals;
    if (only === undefined) return [];
    if (others.length === 0) return Object.keys(only.fields);
    return [...new Set(this.literals.flatMap(({ fields }) => Object.keys(fields)))];
  }

  /** The field of a name, undefined where no literal has it. Made when it is first asked for: many never are. */
  field(name: string): Field | undefined {
    const known = this.#fields.get(name);
    if (known !== undefined) return known;
    const made = fieldIn(this.literals, this.place, name);
    if (made !== undefined) this.#fields.set(name, made);
    return made;
  }
}

function fieldIn(literals: readonly Literal[], place: Place, key: string): Field | undefined {
  let top = literals.length - 1;
  while (top >= 0 && !hasField(literals[top], key)) top--;
  if (top < 0) return undefined;
  const hidden = literals.some((one) => one.hidden === true && hasField(one, key));
  return { around: place, key, top, hidden, state: "unread", result: undefined };
}

const isEnumerable = Object.prototype.propertyIsEnumerable;

function hasField(literal: Literal | undefined, key: string): boolean {
  return literal !== undefined && isEnumerable.call(literal.fields, key);
}
