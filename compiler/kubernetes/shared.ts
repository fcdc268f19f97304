import { fieldOf } from "./compare.ts";
import { withoutContentHash } from "./content-hash.ts";
import { displayName, namespaceOf } from "./identity.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import type { Manifest } from "./manifest.ts";
import { remembering } from "./remembering.ts";

/**
 * The same value, of which every part that equals `like` at its place (of lists by index, of maps with the fields in the
 * same order) is `like`'s own. So a fleet keeps once what all have, and what compares two of them ends where both are one.
 */
export function shared<Value extends Json>(value: Value, like: Json | undefined): Value;
export function shared(value: Json, like: Json | undefined): Json {
  if (value === like) return like;
  if (isList(value) && isList(like)) {
    const items = value.map((item, index) => shared(item, like[index]));
    if (items.length === like.length && items.every((item, index) => item === like[index])) return like;
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  return isObject(value) && isObject(like) ? sharedMap(value, like) : value;
}

function sharedMap(value: JsonObject, like: JsonObject): JsonObject {
  const fields = Object.keys(value);
  const others = Object.keys(like);
  let copy: Record<string, Json> | undefined;
  let isSame = fields.length === others.length;
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index] ?? "";
    const own = value[field] ?? null;
    const other = field === others[index] ? like[field] : fieldOf(like, field);
    const part = own === other || typeof own !== "object" ? own : shared(own, other);
    if (part !== own) {
      copy ??= { ...value };
      // it is the copy's own field already, whatever its name
      copy[field] = part;
    }
    isSame &&= part === other && field === others[index];
  }
  if (isSame) return like;
  return copy ?? value;
}

/** Finds an object of the same API version, kind and name, apart from the hash of a content. */
export type Like = (object: Manifest) => Manifest | undefined;

/** Finds that among these objects. */
export function likeAmong(objects: readonly Manifest[]): Like {
  const keyOf = (object: Manifest) => `${object.apiVersion} ${displayName(object)}`;
  const byKey = new Map(objects.map((object) => [withoutContentHash(keyOf(object)), object]));
  const find = remembering((key) => byKey.get(withoutContentHash(key)));
  return (object) => find(keyOf(object));
}

/**
 * The same for these objects, of which most differ from what was found of them in their namespace only: such a one is found
 * itself, as nothing is new in it, but for the first, which stands for the namespace of all.
 */
export function likeMoved(objects: readonly Manifest[], found: readonly (Manifest | undefined)[]): Like {
  const all = new Map(objects.map((object, index) => [object, found[index]]));
  const [first] = objects;
  const namespace = first && namespaceOf(first);
  return (object) => {
    const like = all.get(object);
    const isMoved = object !== first && like !== undefined && namespaceOf(object) === namespace;
    return isMoved && differsInNamespace(object, like) ? object : like;
  };
}

function differsInNamespace(object: Manifest, other: Manifest): boolean {
  return isSameBut("metadata", object, other) && isSameBut("namespace", object.metadata, other.metadata);
}

/** True where all other fields are the very same ones. */
function isSameBut(name: string, one: JsonObject, other: JsonObject): boolean {
  let count = 0;
  for (const field in one) {
    if (field !== name && one[field] !== fieldOf(other, field)) return false;
    count += 1;
  }
  for (const _ in other) count -= 1;
  return count === 0;
}

/** What is at a field or an index of a value, undefined where it has nothing there. */
export function partOf(value: Json | undefined, at: string | number): Json | undefined {
  if (typeof at === "number") return isList(value) ? value[at] : undefined;
  return isObject(value) ? fieldOf(value, at) : undefined;
}
