/** Where a value stands in the final options, linked to what is around it; the options as a whole have no key. */
export interface Place {
  readonly around?: Place;
  readonly key?: string | number;
}

/** Keys from the outermost to the innermost. */
export function keysOf(place: Place): readonly (string | number)[] {
  return place.around === undefined || place.key === undefined ? [] : [...keysOf(place.around), place.key];
}

/** A path for a person: `storage.size`, `ports[0].name`. */
export function nameOf(path: readonly (string | number)[]): string {
  const name = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`));
  return name.join("").replace(/^\./, "");
}
