import { isList, isObject, type Json, type JsonObject } from "./json.ts";

/** An object's own field, undefined where it is absent: a name such as `__proto__` finds nothing inherited. */
export function fieldOf(object: JsonObject, field: string): Json | undefined {
  return Object.hasOwn(object, field) ? object[field] : undefined;
}

/** True where both are the same value; the order of an object's fields means nothing, that of a list's items does. */
export function isEqual(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object") return false;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  let count = 0;
  for (const field in left) {
    if (!Object.hasOwn(right, field) || !isEqual(left[field], right[field])) return false;
    count += 1;
  }
  for (const _ in right) count -= 1;
  return count === 0;
}
