import { isEqual } from "../kubernetes/compare.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { displayKeys, itemKey } from "../kubernetes/list-keys.ts";
import type { ChartObject } from "./chart-objects.ts";
import type { Value } from "./chart-values.ts";

/** A part of a template, from which Helm makes the part of the manifest in each variant. */
export type Node =
  | { readonly type: "literal"; readonly value: Json }
  /** What the values hold at the path; as the text of its JSON where Helm would lose something of the value. */
  | { readonly type: "value"; readonly path: readonly string[]; readonly asText: boolean }
  /** The texts of a ConfigMap, by name, that the values hold at the path. */
  | { readonly type: "texts"; readonly path: readonly string[] }
  /** The name of the object whose values are at the path, made of its content. */
  | { readonly type: "name"; readonly path: readonly string[] }
  | { readonly type: "map"; readonly entries: readonly (Part & { readonly field: string })[] }
  | { readonly type: "list"; readonly items: readonly Part[] };

/** A node that is there always, where the values hold something at the path, or where they say true there. */
export interface Part {
  readonly node: Node;
  readonly when?: { readonly is: "present" | "true"; readonly path: readonly string[] };
}

/** A part of a template with the values that it takes. */
export interface Templated<Content> {
  readonly content: Content;
  readonly values: readonly Value[];
}

/** Variants of a value; undefined where what it is in is not there, so that nothing depends on it. */
export type Variants = readonly (Json | undefined)[];

/** What names stand for: the full name in a variant → the path of the object that it is the name of. */
export type Names = readonly ReadonlyMap<string, ChartObject["path"]>[];

/** Fields that people look for in a chart's values: they are values even where all environments have the same. */
const sought = new Set(["replicas", "image", "resources"]);

/** The node that gives each variant its own value; at least one is there. `path` is where its values are. */
export function nodeOf(variants: Variants, path: readonly string[], names: Names): Templated<Node> {
  const present = variants.filter((one) => one !== undefined);
  const [first = null] = present;
  const named = nameOf(variants, names);
  if (named !== undefined) return { content: { type: "name", path: named }, values: [] };
  if (sought.has(path.at(-1) ?? "")) return wholeValue(variants, path);
  if (present.every(isObject)) return mapOf(variants, path, names) ?? wholeValue(variants, path);
  if (present.every(isList)) {
    const list = listOf(variants, path, names);
    if (list !== undefined) return list;
  }
  return present.every((one) => isEqual(one, first))
    ? { content: literal(first), values: [] }
    : wholeValue(variants, path);
}

/** The node of a value that is taken whole; `isThere` says in which variants something depends on it. */
export function wholeValue(
  variants: Variants,
  path: readonly string[],
  isThere = variants.map((one) => one !== undefined),
): Templated<Node> {
  const asText = variants.some((one) => one !== undefined && holdsNull(one));
  const texts = asText ? variants.map((one) => (one === undefined ? one : JSON.stringify(one))) : variants;
  const values = [{ path, variants: withDefault(texts, isThere) }];
  return { content: { type: "value", path, asText }, values };
}

/** In variants in which nothing depends on it, a value is as in the first one that has it. */
function withDefault(variants: Variants, isThere: readonly boolean[]): Variants {
  const usual = variants[isThere.indexOf(true)];
  return variants.map((one, index) => (isThere[index] ? one : usual));
}

/** Helm takes a null in values for "not there". */
function holdsNull(value: Json): boolean {
  if (isList(value)) return value.some(holdsNull);
  return value === null || (isObject(value) && Object.values(value).some(holdsNull));
}

function nameOf(variants: Variants, names: Names): ChartObject["path"] | undefined {
  const paths = variants.flatMap((one, index) =>
    one === undefined ? [] : [typeof one === "string" ? names[index]?.get(one) : undefined],
  );
  const [first] = paths;
  return paths.every((path) => path !== undefined && path === first) ? first : undefined;
}

/** Undefined where nothing in it is there in all variants: it could come out empty, which is no map in YAML. */
function mapOf(variants: Variants, path: readonly string[], names: Names): Templated<Node> | undefined {
  const isThere = variants.map((one) => one !== undefined);
  const fields = new Set(variants.flatMap((one) => (isObject(one) ? Object.keys(one) : [])));
  if (fields.size === 0) return { content: literal({}), values: [] };
  const entries = [...fields].map((field) => {
    const below = [...path, valueKey(field)];
    const inner = variants.map((one) => (isObject(one) && Object.hasOwn(one, field) ? one[field] : undefined));
    const isOptional = inner.some((one, index) => one === undefined && isThere[index]);
    const { content: node, values } = isOptional ? wholeValue(inner, below, isThere) : nodeOf(inner, below, names);
    const when = { is: "present", path: below } as const;
    return { part: { field, node, ...(isOptional ? { when } : {}) }, values };
  });
  if (entries.every(({ part }) => part.when !== undefined)) return undefined;
  return {
    content: { type: "map", entries: entries.map(({ part }) => part) },
    values: entries.flatMap(({ values }) => values),
  };
}

/** Item by item where they have names and one order; undefined where they do not, or it could come out empty. */
function listOf(variants: Variants, path: readonly string[], names: Names): Templated<Node> | undefined {
  const lists = variants.filter(isList);
  const [first = []] = lists;
  const keys = displayKeys(first, first);
  if (keys === undefined || !lists.every((one) => isEqual(displayKeys(first, one), keys))) return sameList(lists);
  const keysOf = (list: readonly Json[]) => list.map((item) => itemKey(item, keys) ?? "");
  const order = commonOrder(lists.map(keysOf));
  if (order === undefined) return undefined;
  const items = order.map((key) => {
    const below = [...path, valueKey(key)];
    const inner = variants.map((list) => (isList(list) ? list[keysOf(list).indexOf(key)] : undefined));
    const { content: node, values } = nodeOf(inner, below, names);
    if (!inner.some((one, index) => one === undefined && variants[index] !== undefined))
      return { part: { node }, values };
    const { part, value } = switched(
      node,
      below,
      variants.map((list, index) => (list === undefined ? list : inner[index] !== undefined)),
    );
    return { part, values: [value, ...values] };
  });
  if (items.every(({ part }) => "when" in part)) return undefined;
  return {
    content: { type: "list", items: items.map(({ part }) => part) },
    values: items.flatMap(({ values }) => values),
  };
}

/** A node that a value switches on and off; undefined for variants in which nothing depends on it. */
export function switched(
  node: Node,
  path: readonly string[],
  isOn: readonly (boolean | undefined)[],
): { readonly part: Part; readonly value: Value } {
  const enabled = [...path, "enabled"];
  const value = {
    path: enabled,
    variants: withDefault(
      isOn,
      isOn.map((one) => one !== undefined),
    ),
  };
  return { part: { node, when: { is: "true", path: enabled } }, value };
}

function sameList(lists: readonly (readonly Json[])[]): Templated<Node> | undefined {
  const [first = []] = lists;
  return lists.every((one) => isEqual(one, first)) ? { content: literal(first), values: [] } : undefined;
}

/** All keys in an order that is the order of each of the lists; undefined where there is none that is plain to see. */
function commonOrder(lists: readonly (readonly string[])[]): readonly string[] | undefined {
  const order: string[] = [];
  for (const list of lists) {
    let position = 0;
    for (const key of list) {
      if (!order.includes(key)) order.splice(position, 0, key);
      position = order.indexOf(key) + 1;
    }
  }
  const fits = (list: readonly string[]) =>
    isEqual(
      order.filter((key) => list.includes(key)),
      list,
    );
  return lists.every(fits) ? order : undefined;
}

function literal(value: Json): Node {
  if (isList(value) && value.length > 0) return { type: "list", items: value.map((item) => ({ node: literal(item) })) };
  if (!isObject(value) || Object.keys(value).length === 0) return { type: "literal", value };
  return { type: "map", entries: Object.entries(value).map(([field, item]) => ({ field, node: literal(item) })) };
}

/** `enabled` is the switch of an object or a list item. */
function valueKey(field: string): string {
  return field.replace(/^enabled(_*)$/, "enabled_$1");
}
