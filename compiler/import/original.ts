import type { InputField, OptionPath } from "../application.ts";
import type { FieldPath } from "../change.ts";
import { displayName, identity, isManifest } from "../kubernetes/identity.ts";
import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";

/** The field of the input that a part of `overrides` or `extraObjects` was taken from; undefined for other options. */
export function originalField(
  tree: JsonObject,
  [option = "", name = "", ...rest]: OptionPath,
  objects: readonly Manifest[],
): InputField | undefined {
  const part = inside(inside(tree, option), name);
  const object = objects.find((one) =>
    option === "overrides" ? displayName(one) === name : isManifest(part) && identity(one) === identity(part),
  );
  return object === undefined ? undefined : { object, path: fieldPath(part, rest) };
}

/** Items are told by their names where they have one: an override has some of a list only. */
function fieldPath(value: Json | undefined, [step, ...rest]: OptionPath): FieldPath {
  if (step === undefined) return [];
  const inner = inside(value, step);
  if (typeof step === "string") return [step, ...fieldPath(inner, rest)];
  const name = inside(inner, "name");
  return [{ index: step, ...(typeof name === "string" ? { key: name } : {}) }, ...fieldPath(inner, rest)];
}

function inside(value: Json | undefined, step: string | number): Json | undefined {
  if (isList(value)) return value[Number(step)];
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
