import type { OptionPath, ReadOption } from "../application.ts";
import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { withoutField, withValue } from "../kubernetes/fields.ts";
import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";

/** Options as one tree; of an option that was read twice the last value counts, maps merge. */
export function optionTree(options: readonly ReadOption[]): JsonObject {
  return options.reduce<JsonObject>((tree, { path, value }) => merged(tree, nested(path, value)), {});
}

function nested(path: OptionPath, value: Json): JsonObject {
  const [first = "", ...rest] = path.map(String);
  return Object.fromEntries([[first, rest.length === 0 ? value : nested(rest, value)]]);
}

function merged(under: JsonObject, over: JsonObject): JsonObject {
  const fields = Object.entries(over).map(([name, value]) => {
    const old = fieldOf(under, name);
    return [name, isObject(old) && isObject(value) ? merged(old, value) : value] as const;
  });
  return Object.fromEntries(new Map([...Object.entries(under), ...fields]));
}

/** What is set on its own when options are compared: a value that is no map, or a map of any keys such as labels. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: Json;
}

/** The leaves of a tree of options; overrides and lists are leaves. */
export function leavesOf(tree: JsonObject, path: readonly string[] = []): readonly Leaf[] {
  return Object.entries(tree).flatMap(([name, value]) => {
    const at = [...path, name];
    const isWhole = !isObject(value) || at[0] === "overrides";
    return isWhole ? [{ path: at, value }] : leavesOf(value, at);
  });
}

/** The tree without some of its leaves. */
export function withoutLeaves(tree: JsonObject, leaves: readonly Leaf[]): JsonObject {
  return leaves.reduce((left, { path }) => withoutField(left, path), tree);
}

/** The leaves that all trees have with the same value. */
export function sharedLeaves([first = {}, ...others]: readonly JsonObject[]): readonly Leaf[] {
  const known = others.map((tree) => new Map(leavesOf(tree).map(({ path, value }) => [JSON.stringify(path), value])));
  return leavesOf(first).filter(({ path, value }) =>
    known.every((leaves) => leaves.has(JSON.stringify(path)) && isEqual(leaves.get(JSON.stringify(path)), value)),
  );
}

/** The tree of these leaves. */
export function treeOfLeaves(leaves: readonly Leaf[]): JsonObject {
  return leaves.reduce<JsonObject>((tree, { path, value }) => withValue(tree, path, value), {});
}

/**
 * The tree without the value at the path of an issue; of an extra object and of an item of an overridden list nothing is
 * kept by halves.
 */
export function withoutRefused(tree: JsonObject, path: OptionPath): JsonObject {
  const [first = ""] = path;
  if (first === "extraObjects" && path.length > 1) {
    const objects = fieldOf(tree, "extraObjects");
    const kept = isList(objects) ? objects.filter((_, index) => index !== path[1]) : [];
    return kept.length === 0 ? withoutField(tree, ["extraObjects"]) : withValue(tree, ["extraObjects"], kept);
  }
  const item = path.findIndex((step) => typeof step === "number");
  const names = (item === -1 ? path : path.slice(0, item)).map(String);
  if (item === -1 || first !== "overrides") return withoutField(tree, names);
  return withItemRemoved(tree, path);
}

/** Removes the deepest item of a list on the path. */
function withItemRemoved(value: JsonObject, path: OptionPath): JsonObject {
  const last = path.findLastIndex((step) => typeof step === "number");
  const removed = removeAt(value, path.slice(0, last + 1));
  return isObject(removed) ? removed : value;
}

function removeAt(value: Json, [step, ...rest]: OptionPath): Json {
  if (typeof step === "number" && isList(value)) {
    return rest.length === 0
      ? value.filter((_, index) => index !== step)
      : value.map((item, index) => (index === step ? removeAt(item, rest) : item));
  }
  const inner = isObject(value) && step !== undefined ? fieldOf(value, String(step)) : undefined;
  return isObject(value) && inner !== undefined ? withValue(value, [String(step)], removeAt(inner, rest)) : value;
}

/** The tree with its fields in the order of the paths of all options. */
export function inOrderOf(tree: JsonObject, paths: readonly OptionPath[]): JsonObject {
  const names = [...new Set([...paths.map(([first]) => String(first)), ...Object.keys(tree)])];
  const fields = names.flatMap((name) => {
    const value = fieldOf(tree, name);
    const below = paths.filter(([first, ...rest]) => first === name && rest.length > 0).map(([, ...rest]) => rest);
    return value === undefined ? [] : [[name, isObject(value) ? inOrderOf(value, below) : value] as const];
  });
  return Object.fromEntries(fields);
}
