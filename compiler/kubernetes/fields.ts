import { fieldOf } from "./compare.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";

/** The value at names in nested maps, undefined where there is none. */
export function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inside, name) => (isObject(inside) ? fieldOf(inside, name) : undefined), value);
}

/** The map without the value at names in nested maps, and without the maps that are empty then. */
export function withoutField(object: JsonObject, [name = "", ...rest]: readonly string[]): JsonObject {
  const { [name]: inner, ...others } = object;
  if (!Object.hasOwn(object, name) || rest.length === 0) return others;
  if (!isObject(inner)) return object;
  const left = withoutField(inner, rest);
  const isEmptied = Object.keys(left).length === 0 && Object.keys(inner).length > 0;
  return isEmptied ? others : withValue(object, [name], left);
}

/** The map with another value at names in nested maps, in its place where there was one. */
export function withValue(object: JsonObject, [name = "", ...rest]: readonly string[], value: Json): JsonObject {
  const inner = fieldOf(object, name);
  const changed = rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest, value);
  return Object.fromEntries(new Map([...Object.entries(object), [name, changed]]));
}

/** Nested maps with a value at their end. */
export function nestedAt(path: readonly string[], value: Json): Json {
  return path.reduceRight((inner, name) => Object.fromEntries([[name, inner]]), value);
}
