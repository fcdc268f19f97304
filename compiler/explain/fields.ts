import type { FieldPath } from "../change.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { displayKeys, itemKey } from "../kubernetes/list-keys.ts";

/** A field of an object, at any depth: its path, with and without the keys of list items, and its value. */
export interface Field {
  readonly path: FieldPath;
  readonly value: Json;
}

/** Every field of a value, maps and lists before what is in them; the value itself has the empty path. */
export function fieldsOf(value: Json, path: FieldPath = []): readonly Field[] {
  const own = { path, value };
  if (isObject(value)) {
    return [own, ...Object.entries(value).flatMap(([name, field]) => fieldsOf(field, [...path, name]))];
  }
  if (!isList(value)) return [own];
  const keys = displayKeys(value, value);
  return [own, ...value.flatMap((item, index) => fieldsOf(item, [...path, itemStep(item, index, keys)]))];
}

function itemStep(item: Json, index: number, keys: readonly string[] | undefined) {
  const key = keys === undefined ? undefined : itemKey(item, keys);
  return key === undefined ? { index } : { index, key };
}

/** True where a value holds no others: an empty map or list is a value too. */
export function isLeaf(value: Json): boolean {
  if (isList(value)) return value.length === 0;
  return !isObject(value) || Object.keys(value).length === 0;
}

/** The value at a path, undefined where there is none. */
export function valueAt(value: Json | undefined, path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((at, step) => {
    if (isList(at)) return at[Number(step)];
    return isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }, value);
}

/** Path of a field by names and indexes alone. */
export function plainPath(path: FieldPath): readonly (string | number)[] {
  return path.map((step) => (typeof step === "string" ? step : step.index));
}
