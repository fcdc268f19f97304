import type { FieldChange, FieldPath } from "../change.ts";
import type { Json } from "../kubernetes/json.ts";
import { itemKey } from "../kubernetes/list-keys.ts";
import { canonical } from "./canonical.ts";
import { differences, type Region } from "./sequence.ts";

/** The changes between two items of a list; undefined is an absent one. */
type DiffItem = (before: Json | undefined, after: Json | undefined, path: FieldPath) => readonly FieldChange[];

interface KeyedItem {
  readonly index: number;
  readonly key: string;
  readonly value: Json;
}

/** The changes of a list whose items the key fields tell apart: an item is the same wherever it stands. */
export function diffByKey(
  before: readonly Json[],
  after: readonly Json[],
  keyFields: readonly string[],
  path: FieldPath,
  diffItem: DiffItem,
): readonly FieldChange[] {
  const [old, now] = [keyed(before, keyFields), keyed(after, keyFields)];
  const [kept, keptNow] = [
    [...old.keys()].filter((key) => now.has(key)),
    [...now.keys()].filter((key) => old.has(key)),
  ];
  const removed = [...old.values()].filter(({ key }) => !now.has(key));
  return [
    ...reordering(kept, keptNow, path),
    ...removed.flatMap(({ index, key, value }) => diffItem(value, undefined, [...path, { index, key }])),
    ...[...now.values()].flatMap(({ index, key, value }) =>
      diffItem(old.get(key)?.value, value, [...path, { index, key }]),
    ),
  ];
}

function keyed(items: readonly Json[], keyFields: readonly string[]): ReadonlyMap<string, KeyedItem> {
  const entries = items.map((value, index) => ({ index, key: itemKey(value, keyFields) ?? "", value }));
  return new Map(entries.map((entry) => [entry.key, entry]));
}

function reordering(before: readonly Json[], after: readonly Json[], path: FieldPath): readonly FieldChange[] {
  return canonical(before) === canonical(after) ? [] : [{ change: "reordered", path, old: before, new: after }];
}

/** The changes of a list whose items have no key: they are told by their content, a longest common subsequence stays. */
export function diffByContent(
  before: readonly Json[],
  after: readonly Json[],
  path: FieldPath,
  diffItem: DiffItem,
): readonly FieldChange[] {
  const [old, now] = [before.map(canonical), after.map(canonical)];
  if (canonical([...old].sort()) === canonical([...now].sort())) return reordering(before, after, path);
  return differences(old, now).flatMap((region) => diffRegion(before, after, region, path, diffItem));
}

/** As many items as before are taken for the same items changed; otherwise which is which is anybody's guess. */
function diffRegion(
  before: readonly Json[],
  after: readonly Json[],
  region: Region,
  path: FieldPath,
  diffItem: DiffItem,
): readonly FieldChange[] {
  const old = before.slice(region.beforeStart, region.beforeEnd);
  const now = after.slice(region.afterStart, region.afterEnd);
  const at = (start: number, offset: number) => [...path, { index: start + offset }];
  if (old.length === now.length) {
    return now.flatMap((item, offset) => diffItem(old[offset], item, at(region.afterStart, offset)));
  }
  return [
    ...old.flatMap((item, offset) => diffItem(item, undefined, at(region.beforeStart, offset))),
    ...now.flatMap((item, offset) => diffItem(undefined, item, at(region.afterStart, offset))),
  ];
}
