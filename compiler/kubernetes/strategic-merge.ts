import { fieldOf } from "./compare.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import { type KeyedItems, keyedItems } from "./keyed-items.ts";
import { itemKey, type MergePlace, placeBelow, rootPlace } from "./list-keys.ts";
import { oncePer } from "./remembering.ts";

/**
 * The object with a strategic-merge patch applied as kustomize 5 does it, which is not quite what Kubernetes does;
 * undefined where kustomize fails, loses something, or does what is not modelled here.
 */
export function applyStrategicMerge(object: JsonObject, patch: JsonObject): JsonObject | undefined {
  const root = rootPlace(object);
  if (!isMergeableObject(object) || Object.hasOwn(patch, "$patch") || !isMergeable(patch, root, true)) return undefined;
  return mergeMaps(object, patch, root);
}

/** The objects of the base are asked for again by each environment. */
const isMergeableObject = oncePer((object: JsonObject) => isMergeable(object, rootPlace(object), false));

/**
 * A patch on an object makes kustomize walk all of it, with losses where a merged list has items without their key or
 * with the same key, and with an error at an empty field name; a directive works only outside of replaced lists.
 */
function isMergeable(value: Json, place: MergePlace, directives: boolean): boolean {
  if (isObject(value)) return isMergeableMap(value, place, directives);
  if (!isList(value)) return true;
  const { keys } = place;
  if (keys !== undefined && keyedItems(value, place) === undefined) return false;
  const inside = directives && keys !== undefined;
  return value.every((item) => typeof item !== "object" || isMergeable(item, place, inside));
}

function isMergeableMap(map: JsonObject, place: MergePlace, directives: boolean): boolean {
  for (const field in map) {
    if (field === "$patch" && directives) continue;
    if (field === "" || field.startsWith("$")) return false;
    const item = map[field] ?? null;
    if (typeof item === "object" && !isMergeable(item, placeBelow(place, field), directives)) return false;
  }
  return true;
}

function mergeMaps(base: JsonObject, patch: JsonObject, place: MergePlace): JsonObject | undefined {
  const directive = fieldOf(patch, "$patch");
  if (directive === "replace") {
    const fields = without(patch, new Set(["$patch"]));
    return withoutNulls(fields) ? fields : undefined;
  }
  if (directive !== undefined) return undefined;
  const changed: [string, Json][] = [];
  const removed = new Set<string>();
  for (const field in patch) {
    const value = patch[field] ?? null;
    if (value === null) removed.add(field);
    else {
      const result = mergeValues(fieldOf(base, field), value, placeBelow(place, field));
      if (result === undefined) return undefined;
      changed.push([field, result]);
    }
  }
  const merged = { ...base, ...Object.fromEntries(changed) };
  return removed.size === 0 ? merged : without(merged, removed);
}

function without(object: JsonObject, removed: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !removed.has(field)));
}

function mergeValues(base: Json | undefined, patch: Json, place: MergePlace): Json | undefined {
  if (base === undefined) return withoutNulls(patch) && !hasDirective(patch) ? patch : undefined;
  if (isObject(base) && isObject(patch)) return mergeMaps(base, patch, place);
  if (isList(base) && isList(patch)) return mergeLists(base, patch, place);
  const isScalar = base !== null && typeof base !== "object" && typeof patch !== "object";
  // A quoted string in the base keeps its quotes: "1" patched by true becomes "true".
  const keepsQuotes = typeof base === "string" && typeof patch !== "string";
  // Text keeps the base's style, and a literal block that begins with a tab fails.
  const isTabbed = typeof patch === "string" && patch.startsWith("\t");
  return isScalar && !keepsQuotes && !isTabbed ? patch : undefined;
}

/** A null in a new map is dropped, also in the items of a new merged list. */
function withoutNulls(value: Json): boolean {
  if (isList(value)) return value.every(withoutNulls);
  return isObject(value) ? Object.values(value).every(withoutNulls) : value !== null;
}

function hasDirective(value: Json): boolean {
  if (isList(value)) return value.some(hasDirective);
  return isObject(value) && (Object.hasOwn(value, "$patch") || Object.values(value).some(hasDirective));
}

function mergeLists(base: readonly Json[], patch: readonly Json[], place: MergePlace): readonly Json[] | undefined {
  if (place.keys === undefined) return patch;
  const old = keyedItems(base, place);
  if (old === undefined || old.keys.length === 0 || patch.length === 0) return undefined;
  if (keyedItems(patch, place)?.keys.length !== old.keys.length && base.length > 0) return undefined;
  const patched = new Map<string | undefined, Json | undefined>();
  for (const item of patch) {
    const merged = isObject(item) ? mergedItem(old)(item) : undefined;
    if (merged === undefined) return undefined;
    patched.set(merged.key, merged.item);
  }
  return inOrder(old, patched);
}

function inOrder({ keys, items }: KeyedItems, patched: ReadonlyMap<string | undefined, Json | undefined>): Json[] {
  // By one key: what the patch names comes first, in the patch's order. By two: what is new, the rest stays where it was.
  const isBefore = (key: string | undefined) => keys.length === 1 || !items.has(key);
  const ordered: Json[] = [];
  for (const [key, item] of patched) if (item !== undefined && isBefore(key)) ordered.push(item);
  for (const [key, old] of items) {
    const item = patched.has(key) ? patched.get(key) : old;
    if (item !== undefined && (keys.length > 1 || !patched.has(key))) ordered.push(item);
  }
  return ordered;
}

/** Ensembles of one size have the very same patches of their containers. */
const mergedItem = oncePer((old: KeyedItems) => oncePer((patch: JsonObject) => mergeItem(old, patch)));

/** A list item's key and what becomes of it, undefined where it is deleted; undefined where that is not modelled. */
function mergeItem(
  { place, keys, items }: KeyedItems,
  patch: JsonObject,
): { readonly key: string | undefined; readonly item: Json | undefined } | undefined {
  const key = itemKey(patch, keys);
  const base = items.get(key);
  const directive = fieldOf(patch, "$patch");
  if (directive !== undefined) {
    return directive === "delete" && base !== undefined ? { key, item: undefined } : undefined;
  }
  const item = mergeValues(base, patch, place);
  return item === undefined ? undefined : { key, item };
}
