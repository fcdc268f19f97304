import type { OptionPath, ReadOption } from "../application.ts";
import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { valueAt, withoutField, withValue } from "../kubernetes/fields.ts";
import { displayName, isManifest } from "../kubernetes/identity.ts";
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
 * Path of what is left out for an issue at a path: an item of a list (of an override the deepest, of which nothing is kept
 * by halves, and a whole command line), a field of an extra object's data or else the object, or the value itself.
 */
export function refusedPart(path: OptionPath): OptionPath {
  const isNumber = (step: string | number | undefined) => typeof step === "number";
  if (path[0] === "extraObjects") return path.slice(0, path[2] === "data" ? 4 : 2);
  const line = path.findIndex((step) => step === "command" || step === "args");
  if (path[0] === "overrides" && line !== -1) return path.slice(0, line + 1);
  const last = path[0] === "overrides" ? path.findLastIndex(isNumber) : path.findIndex(isNumber);
  return last === -1 ? path : path.slice(0, last + 1);
}

/** The tree without the values at these paths; of those in one list the last goes first, so that the others stay found. */
export function withoutParts(tree: JsonObject, paths: readonly OptionPath[]): JsonObject {
  return paths.toSorted(lastFirst).reduce((left, path) => {
    const removed = removeAt(left, path);
    return isObject(removed) ? removed : {};
  }, tree);
}

function lastFirst(one: OptionPath, other: OptionPath): number {
  const depth = one.findIndex((step, index) => step !== other[index]);
  const [first, second] = [one[depth], other[depth]];
  return typeof first === "number" && typeof second === "number" ? second - first : other.length - one.length;
}

/** The value without what is at a path, and without the maps and the list of extra objects that are empty then. */
function removeAt(value: Json, path: OptionPath): Json {
  const at = path.findIndex((step) => typeof step === "number");
  if (isObject(value)) {
    const names = (at === -1 ? path : path.slice(0, at)).map(String);
    const inner = valueAt(value, names);
    if (at === -1 || inner === undefined) return withoutField(value, names);
    const left = removeAt(inner, path.slice(at));
    const isEmptied = names.join() === "extraObjects" && isList(left) && left.length === 0;
    return isEmptied ? withoutField(value, names) : withValue(value, names, left);
  }
  const [index, ...rest] = path;
  if (!isList(value)) return value;
  return rest.length === 0
    ? value.filter((_, place) => place !== index)
    : value.map((item, place) => (place === index ? removeAt(item, rest) : item));
}

/** The value at a path, undefined where there is none. */
function partAt(tree: Json | undefined, path: OptionPath): Json | undefined {
  return path.reduce(
    (inside, step) => (typeof step === "string" ? valueAt(inside, [step]) : isList(inside) ? inside[step] : undefined),
    tree,
  );
}

/** True where there is a value at a path. */
export function hasPart(tree: JsonObject, path: OptionPath): boolean {
  return partAt(tree, path) !== undefined;
}

/** A path for people: objects by kind and name, items by their names where they have one. */
export function partText(tree: JsonObject, path: OptionPath): string {
  let inside: Json | undefined = tree;
  const steps = path.map((step) => {
    inside = partAt(inside, [step]);
    if (typeof step === "string") return step;
    if (isManifest(inside)) return displayName(inside);
    const name = valueAt(inside, ["name"]);
    return typeof name === "string" ? name : String(step);
  });
  return steps.join(".");
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
