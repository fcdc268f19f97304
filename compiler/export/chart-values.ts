import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { isObject, type Json, type JsonObject } from "../kubernetes/json.ts";

/** What a chart's values hold at a path in each variant; undefined where they hold nothing. */
export interface Value {
  readonly path: readonly string[];
  readonly variants: readonly (Json | undefined)[];
}

/** The values of one variant; a map in which nothing is there is an empty one, so that templates can look into it. */
export function valuesOf(values: readonly Value[], variant: number): JsonObject {
  const fields = [...new Set(values.map(({ path }) => path[0] ?? ""))];
  return Object.fromEntries(
    fields.flatMap((field): [string, Json][] => {
      const below = values.filter(({ path }) => path[0] === field);
      const [leaf] = below.filter(({ path }) => path.length === 1);
      if (leaf === undefined) {
        const inner = below.map(({ path, variants }) => ({ path: path.slice(1), variants }));
        return [[field, valuesOf(inner, variant)]];
      }
      const value = leaf.variants[variant];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/** What turns the values of a chart into others when Helm lays it over them, a JSON merge patch (RFC 7386). */
export function mergePatch(from: JsonObject, to: JsonObject): JsonObject {
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return Object.fromEntries(
    fields.flatMap((field): [string, Json][] => {
      const [before, after] = [fieldOf(from, field), fieldOf(to, field)];
      if (isEqual(before, after)) return [];
      if (after === undefined) return [[field, null]];
      return [[field, isObject(before) && isObject(after) ? mergePatch(before, after) : after]];
    }),
  );
}
