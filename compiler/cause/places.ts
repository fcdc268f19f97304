import type { FieldPath } from "../change.ts";
import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { withoutContentHash } from "../kubernetes/content-hash.ts";
import { identity, namespaceOf } from "../kubernetes/identity.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { displayKeys, itemKey } from "../kubernetes/list-keys.ts";
import type { Manifest } from "../kubernetes/manifest.ts";

/** A changed place among rendered objects: a field, or with the empty path an object as a whole. */
export interface Place {
  readonly object: Manifest;
  readonly path: FieldPath;
}

/** True where two renderings of an environment differ at a place. */
export function differsAt(place: Place, one: readonly Manifest[], other: readonly Manifest[]): boolean {
  const [left, right] = [one, other].map((objects) => counterpart(place.object, objects));
  if (place.path.length === 0) return (left === undefined) !== (right === undefined);
  return !isEqual(valueAt(left, place.path), valueAt(right, place.path));
}

/** The same object among others; one whose name ends with a hash of its content goes by the rest of its name. */
function counterpart(object: Manifest, objects: readonly Manifest[]): Manifest | undefined {
  const exact = objects.find((other) => identity(other) === identity(object));
  return exact ?? objects.find((other) => stem(other) === stem(object));
}

function stem(object: Manifest): string {
  return JSON.stringify([object.kind, namespaceOf(object), withoutContentHash(object.metadata.name)]);
}

/** List items go by their key; a list whose items have none is compared as a whole. */
function valueAt(value: Json | undefined, path: FieldPath): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined || value === undefined) return value;
  if (typeof step === "string") return isObject(value) ? valueAt(fieldOf(value, step), rest) : undefined;
  if (!isList(value)) return undefined;
  const keys = displayKeys(value, value);
  if (step.key === undefined || keys === undefined) return value;
  return valueAt(
    value.find((item) => itemKey(item, keys) === step.key),
    rest,
  );
}
