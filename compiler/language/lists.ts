import type { Item } from "./literal.ts";

/** Replaces the items that have an upper item of the same id by both merged; the other upper items come after. */
export function mergeItems(
  lower: readonly Item[],
  upper: readonly Item[],
  idOf: (item: Item) => unknown,
  merge: (lower: Item, upper: readonly Item[]) => Item,
): readonly Item[] {
  const known = new Set<unknown>();
  const uppers = upper.map((item) => ({ item, id: idOf(item) }));
  const merged = lower.map((item) => {
    const id = idOf(item);
    known.add(id);
    const same = uppers.filter((one) => one.id === id).map((one) => one.item);
    return same.length === 0 ? item : merge(item, same);
  });
  return [...merged, ...uppers.filter((one) => !known.has(one.id)).map((one) => one.item)];
}
