import type { FieldChange, FieldPath } from "../change.ts";
import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import { displayKeys } from "../kubernetes/list-keys.ts";
import { diffByContent, diffByKey } from "./lists.ts";
import { diffText } from "./text.ts";

/** The changes that make one value of another at a path, outer fields first; undefined is an absent value. */
export function diffFields(
  before: Json | undefined,
  after: Json | undefined,
  path: FieldPath = [],
): readonly FieldChange[] {
  // most of what is compared is the same: that is found without keeping books of paths and keys
  if (isEqual(before, after)) return [];
  if (after === undefined) return before === undefined ? [] : [{ change: "removed", path, old: before }];
  if (before === undefined) return [{ change: "added", path, new: after }];
  if (isObject(before) && isObject(after)) return diffMaps(before, after, path);
  return isList(before) && isList(after) ? diffLists(before, after, path) : [scalarChange(before, after, path)];
}

function diffMaps(before: JsonObject, after: JsonObject, path: FieldPath): readonly FieldChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => diffFields(fieldOf(before, name), fieldOf(after, name), [...path, name]));
}

function diffLists(before: readonly Json[], after: readonly Json[], path: FieldPath): readonly FieldChange[] {
  const keys = displayKeys(before, after);
  return keys ? diffByKey(before, after, keys, path, diffFields) : diffByContent(before, after, path, diffFields);
}

function scalarChange(old: Json, now: Json, path: FieldPath): FieldChange {
  const isText = typeof old === "string" && typeof now === "string" && (old + now).includes("\n");
  if (!isText) return { change: "changed", path, old, new: now };
  return { change: "text", path, old, new: now, hunks: diffText(old, now) };
}
