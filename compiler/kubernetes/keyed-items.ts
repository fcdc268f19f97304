import { isObject, type Json } from "./json.ts";
import { itemKey, type MergePlace } from "./list-keys.ts";
import { oncePer } from "./remembering.ts";

/** The items of a list that kustomize's strategic-merge patches merge. */
export interface KeyedItems {
  readonly place: MergePlace;
  /** Which of the place's keys the items have: all, or only the first of them; none where they are scalars. */
  readonly keys: readonly string[];
  readonly items: ReadonlyMap<string | undefined, Json>;
}

/** The items of a list at a place, undefined where they differ in its keys or are not told apart by them, or are not merged. */
export function keyedItems(list: readonly Json[], place: MergePlace): KeyedItems | undefined {
  return keyedAt(place)(list).keyed;
}

/** Lists of the base are asked for again by each environment. */
const keyedAt = oncePer((place: MergePlace) => oncePer((list: readonly Json[]) => ({ keyed: keyed(list, place) })));

function keyed(list: readonly Json[], place: MergePlace): KeyedItems | undefined {
  if (place.keys === undefined) return undefined;
  const [first, ...others] = place.keys;
  const keys = first === undefined || others.some((key) => list.some((item) => has(item, key))) ? place.keys : [first];
  const items = itemsBy(list, keys);
  return items.has(undefined) || items.size !== list.length ? undefined : { place, keys, items };
}

/** The items of a list by these keys, the last of those that have the same one. */
export function itemsBy(list: readonly Json[], keys: readonly string[]): ReadonlyMap<string | undefined, Json> {
  return new Map(list.map((item) => [keys.length === 0 ? String(item) : itemKey(item, keys), item]));
}

function has(item: Json, key: string): boolean {
  return isObject(item) && Object.hasOwn(item, key);
}
