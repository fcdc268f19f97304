import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import { itemKey, mergeKeys } from "../kubernetes/list-keys.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { oncePer } from "../kubernetes/remembering.ts";
import { presentKeys } from "../kubernetes/strategic-merge.ts";

/**
 * The smallest strategic-merge patch that turns one object into the other, as a person would write it. It is only a
 * proposal: what kustomize makes of it must be compared with what is wanted.
 */
export function strategicPatch(base: Manifest, wanted: Manifest): Manifest {
  return addressed(base, mapPatch(base, wanted, base, []));
}

/** The same with another name in it, for an object that is found by a target. */
export function renamingPatch(base: Manifest, wanted: Manifest): Manifest {
  const { metadata, ...rest } = strategicPatch(base, wanted);
  return { ...rest, metadata: { ...metadata, name: wanted.metadata.name } };
}

/** The same with every changed map at the top replaced whole. */
export function replacingPatch(base: Manifest, wanted: Manifest): Manifest {
  const changes = Object.entries(mapPatch(base, wanted, base, [])).map(([field, value]) => {
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

function mapPatch(base: JsonObject, wanted: JsonObject, object: Manifest, path: readonly string[]): JsonObject {
  const changes: [string, Json][] = [];
  for (const field of Object.keys(wanted)) {
    const value = wanted[field] ?? null;
    const old = fieldOf(base, field);
    const change = old === value ? undefined : valuePatch(old, value, object, [...path, field]);
    if (change !== undefined) changes.push([field, change]);
  }
  for (const field of Object.keys(base)) {
    if (!Object.hasOwn(wanted, field)) changes.push([field, null]);
  }
  return Object.fromEntries(changes);
}

/** What a patch says of one field; undefined where it is the same. */
function valuePatch(base: Json | undefined, wanted: Json, object: Manifest, path: readonly string[]): Json | undefined {
  if (isObject(base) && isObject(wanted)) {
    const change = mapPatch(base, wanted, object, path);
    return Object.keys(change).length === 0 ? undefined : change;
  }
  if (isEqual(base, wanted)) return undefined;
  return isList(base) && isList(wanted) ? listPatch(base, wanted, object, path) : wanted;
}

function listPatch(
  base: readonly Json[],
  wanted: readonly Json[],
  object: Manifest,
  path: readonly string[],
): readonly Json[] {
  const mergedBy = mergeKeys(object, path);
  const keys = mergedBy && presentKeys(base, mergedBy);
  if (keys === undefined || mergedBy === undefined || keys.length === 0) return wanted;
  if (presentKeys(wanted, mergedBy) === undefined) return wanted;
  const old = keyed(base, keys);
  const named = keyed(wanted, keys);
  const deleted = [...old].flatMap(([key, item]) =>
    named.has(key) ? [] : [{ ...stub(item, keys), $patch: "delete" }],
  );
  const count = keys.length > 1 ? 0 : reordered(base, wanted, keys);
  const listed = [...named].filter(([key, item], index) => index < count || !isEqual(old.get(key), item));
  return [...listed.map(([key, item]) => itemPatch(old.get(key), item, keys, object, path)), ...deleted];
}

/**
 * How many items at the start of the wanted list a patch must name: kustomize puts the items that a patch names first,
 * the rest must be unchanged and in the base's order.
 */
function reordered(base: readonly Json[], wanted: readonly Json[], keys: readonly string[]): number {
  const positions = new Map(base.map((item, index) => [itemKey(item, keys), index]));
  let next = base.length;
  for (let count = wanted.length; count > 0; count -= 1) {
    const item = wanted[count - 1] ?? null;
    const position = positions.get(itemKey(item, keys));
    if (position === undefined || position >= next || !isEqual(base[position], item)) return count;
    next = position;
  }
  return 0;
}

function keyed(list: readonly Json[], keys: readonly string[]): ReadonlyMap<string | undefined, Json> {
  return new Map(list.map((item) => [itemKey(item, keys), item]));
}

function itemPatch(
  base: Json | undefined,
  wanted: Json,
  keys: readonly string[],
  object: Manifest,
  path: readonly string[],
): Json {
  if (!isObject(base) || !isObject(wanted)) return wanted;
  return { ...stub(base, keys), ...mapPatch(base, wanted, object, path) };
}

function stub(item: Json, keys: readonly string[]): JsonObject {
  return isObject(item) ? Object.fromEntries(keys.map((key) => [key, item[key] ?? null])) : {};
}
