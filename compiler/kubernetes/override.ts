import { fieldOf } from "./compare.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import { itemKey, mergeKeys } from "./list-keys.ts";

/**
 * The object with a part of it laid over: maps merge, `null` takes a field away, lists that Kubernetes merges go by
 * their keys (containers by name), other values replace. Items of merged lists stay where they are, new ones follow; an
 * item with `$patch: "delete"` is taken away.
 */
export function override(object: JsonObject, part: JsonObject): JsonObject {
  return mergeMaps(object, part, { object, path: [] });
}

/**
 * Index of the item of an override's list that is laid over an item of the object's list at this path, -1 where none is;
 * undefined where the override's list replaces the object's. The path leaves list items out.
 */
export function overridingItem(
  item: Json,
  part: readonly Json[],
  object: JsonObject,
  path: readonly string[],
): number | undefined {
  const keys = mergeKeys(object, path);
  return keys === undefined ? undefined : part.findIndex((one) => isSame(one, item, keys));
}

interface Place {
  readonly object: JsonObject;
  readonly path: readonly string[];
}

function mergeMaps(base: JsonObject, part: JsonObject, { object, path }: Place): JsonObject {
  const merged = new Map(Object.entries(base));
  for (const [field, value] of Object.entries(part)) {
    if (value === null) merged.delete(field);
    else merged.set(field, merge(fieldOf(base, field), value, { object, path: [...path, field] }));
  }
  return Object.fromEntries(merged);
}

function merge(base: Json | undefined, part: Json, place: Place): Json {
  if (isObject(part)) return mergeMaps(isObject(base) ? base : {}, part, place);
  const keys = isList(part) ? mergeKeys(place.object, place.path) : undefined;
  if (!isList(part) || keys === undefined) return part;
  return mergeLists(isList(base) ? base : [], part, keys, place);
}

function mergeLists(base: readonly Json[], part: readonly Json[], keys: readonly string[], place: Place): Json {
  const items = base.flatMap((item) => {
    const over = part.find((one) => isSame(one, item, keys));
    if (over === undefined) return [item];
    return isDeleted(over) ? [] : [merge(item, over, place)];
  });
  const added = part.filter((one) => !isDeleted(one) && !base.some((item) => isSame(one, item, keys)));
  return [...items, ...added.map((one) => merge(undefined, one, place))];
}

function isDeleted(item: Json): boolean {
  return isObject(item) && fieldOf(item, "$patch") === "delete";
}

/** Lists without keys are of texts. A port is TCP's where it says nothing. */
function isSame(one: Json, other: Json, keys: readonly string[]): boolean {
  if (keys.length === 0) return one === other;
  const key = (item: Json) => itemKey(isObject(item) ? { protocol: "TCP", ...item } : item, keys);
  return key(one) !== undefined && key(one) === key(other);
}
