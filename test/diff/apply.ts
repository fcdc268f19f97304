import type { FieldChange, Reordering } from "../../compiler/change.ts";
import { canonical } from "../../compiler/diff/canonical.ts";
import { isList, isObject, type Json } from "../../compiler/kubernetes/json.ts";

/** Makes the new value of the old one: what says that a diff leaves nothing out. */
export function apply(old: Json | undefined, changes: readonly FieldChange[]): Json | undefined {
  const own = changes.find(({ path }) => path.length === 0);
  const inner = changes.filter(({ path }) => path.length > 0);
  if (own && own.change !== "reordered") return own.change === "removed" ? undefined : own.new;
  if (isList(old)) return applyToList(old, own, inner);
  if (isObject(old)) return applyToMap(Object.entries(old), inner);
  return old;
}

function applyToMap(fields: readonly (readonly [string, Json])[], changes: readonly FieldChange[]): Json {
  const values = new Map(fields);
  for (const [name, group] of grouped(changes, (step) => (typeof step === "string" ? step : undefined))) {
    const value = apply(values.get(name), group);
    if (value === undefined) values.delete(name);
    else values.set(name, value);
  }
  return Object.fromEntries(values);
}

/** In this order: removed items by their old index, the reordering of those that stay, added items, changes in items. */
function applyToList(items: readonly Json[], order: Reordering | undefined, changes: readonly FieldChange[]): Json {
  const groups = [...grouped(changes, (step) => (typeof step === "object" ? step.index : undefined), isRemoval)];
  const removed = new Set(changes.filter(isRemoval).map(indexOf));
  const list = reorder(
    items.filter((_, index) => !removed.has(index)),
    order,
  );
  const additions = changes.filter((change) => change.path.length === 1 && change.change === "added");
  for (const change of additions.sort((a, b) => indexOf(a) - indexOf(b))) {
    if (change.change === "added") list.splice(indexOf(change), 0, change.new);
  }
  for (const [index, group] of groups) {
    if (!additions.some((addition) => indexOf(addition) === index)) list[index] = apply(list[index], group) ?? null;
  }
  return list;
}

function reorder(items: Json[], order: Reordering | undefined): Json[] {
  if (!order) return items;
  const names = order.old.map(canonical);
  return order.new.map((name) => items[names.indexOf(canonical(name))] ?? null);
}

function isRemoval(change: FieldChange): boolean {
  return change.path.length === 1 && change.change === "removed" && typeof change.path[0] === "object";
}

function indexOf(change: FieldChange): number {
  const [step] = change.path;
  return typeof step === "object" ? step.index : Number.NaN;
}

function grouped<Key>(
  changes: readonly FieldChange[],
  keyOf: (step: FieldChange["path"][number] | undefined) => Key | undefined,
  leftOut: (change: FieldChange) => boolean = () => false,
): ReadonlyMap<Key, FieldChange[]> {
  const groups = new Map<Key, FieldChange[]>();
  for (const change of changes) {
    const key = keyOf(change.path[0]);
    if (key === undefined || leftOut(change)) continue;
    groups.set(key, [...(groups.get(key) ?? []), { ...change, path: change.path.slice(1) }]);
  }
  return groups;
}
