import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import { itemsBy, type KeyedItems, keyedItems } from "../kubernetes/keyed-items.ts";
import { itemKey, type MergePlace, placeBelow, rootPlace } from "../kubernetes/list-keys.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { oncePer } from "../kubernetes/remembering.ts";

/**
 * The smallest strategic-merge patch that turns one object into the other, as a person would write it. It is only a
 * proposal: what kustomize makes of it must be compared with what is wanted.
 */
export function strategicPatch(base: Manifest, wanted: Manifest): Manifest {
  return addressed(base, mapPatch(base, wanted, rootPlace(base)));
}

/** The same with another name in it, for an object that is found by a target. */
export function renamingPatch(base: Manifest, wanted: Manifest): Manifest {
  const { metadata, ...rest } = strategicPatch(base, wanted);
  return { ...rest, metadata: { ...metadata, name: wanted.metadata.name } };
}

/** The same with every changed map at the top replaced whole. */
export function replacingPatch(base: Manifest, wanted: Manifest): Manifest {
  const changes = Object.entries(mapPatch(base, wanted, rootPlace(base))).map(([field, value]) => {
    const old = fieldOf(base, field);
    const map = fieldOf(wanted, field);
    return [field, isObject(old) && isObject(map) && field !== "metadata" ? { $patch: "replace", ...map } : value];
  });
  return addressed(base, Object.fromEntries(changes));
}

/** The patch that removes an object of the base. */
export const deletingPatch = oncePer((base: Manifest): Manifest => ({ ...addressed(base, {}), $patch: "delete" }));

/** The patch with the fields by which kustomize finds its object; they cannot be changed by it. */
function addressed(base: Manifest, patch: JsonObject): Manifest {
  const { metadata, ...rest } = patch;
  const { name, namespace } = base.metadata;
  const { name: _name, namespace: _namespace, ...changed } = isObject(metadata) ? metadata : {};
  return {
    ...rest,
    apiVersion: base.apiVersion,
    kind: base.kind,
    metadata: { ...changed, name, ...(namespace === undefined ? {} : { namespace }) },
  };
}

function mapPatch(base: JsonObject, wanted: JsonObject, place: MergePlace): JsonObject {
  const changes: [string, Json][] = [];
  for (const field in wanted) {
    const value = wanted[field] ?? null;
    const old = fieldOf(base, field);
    const change = old === value ? undefined : valuePatch(old, value, placeBelow(place, field));
    if (change !== undefined) changes.push([field, change]);
  }
  for (const field in base) {
    if (!Object.hasOwn(wanted, field)) changes.push([field, null]);
  }
  return Object.fromEntries(changes);
}

/** What a patch says of one field; undefined where it is the same. */
function valuePatch(base: Json | undefined, wanted: Json, place: MergePlace): Json | undefined {
  if (isObject(base) && isObject(wanted)) {
    const change = mapPatch(base, wanted, place);
    return Object.keys(change).length === 0 ? undefined : change;
  }
  if (isList(base) && isList(wanted)) return listPatch(base, wanted, place);
  return replaced(base, wanted);
}

function replaced<Value extends Json>(base: Json | undefined, wanted: Value): Value | undefined {
  return isEqual(base, wanted) ? undefined : wanted;
}

function listPatch(base: readonly Json[], wanted: readonly Json[], place: MergePlace): readonly Json[] | undefined {
  const old = keyedItems(base, place);
  const now = keyedItems(wanted, place);
  if (old === undefined || now === undefined || old.keys.length === 0) return replaced(base, wanted);
  const { keys } = old;
  const named = now.keys.length === keys.length ? now.items : itemsBy(wanted, keys);
  const count = keys.length > 1 ? 0 : reordered(base, wanted, keys);
  const items: Json[] = [];
  let index = 0;
  for (const [key, item] of named) {
    if (index < count || !isEqual(old.items.get(key), item)) items.push(isObject(item) ? itemPatch(old)(item) : item);
    index += 1;
  }
  for (const [key, item] of old.items) if (!named.has(key)) items.push({ ...stub(item, keys), $patch: "delete" });
  return items.length === 0 ? undefined : items;
}

/**
 * How many items at the start of the wanted list a patch must name: kustomize puts the items that a patch names first,
 * the rest must be unchanged and in the base's order.
 */
function reordered(base: readonly Json[], wanted: readonly Json[], keys: readonly string[]): number {
  let next = base.length;
  for (let count = wanted.length; count > 0; count -= 1) {
    const item = wanted[count - 1] ?? null;
    const key = itemKey(item, keys);
    next -= 1;
    while (next >= 0 && base[next] !== item && itemKey(base[next] ?? null, keys) !== key) next -= 1;
    if (next < 0 || !isEqual(base[next], item)) return count;
  }
  return 0;
}

/** Ensembles of one size have the very same containers. */
const itemPatch = oncePer(({ place, keys, items }: KeyedItems) =>
  oncePer((wanted: JsonObject): JsonObject => {
    const base = items.get(itemKey(wanted, keys));
    return isObject(base) ? { ...stub(base, keys), ...mapPatch(base, wanted, place) } : wanted;
  }),
);

function stub(item: Json, keys: readonly string[]): JsonObject {
  return isObject(item) ? Object.fromEntries(keys.map((key) => [key, item[key] ?? null])) : {};
}
