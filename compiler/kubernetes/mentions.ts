import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import { oncePer } from "./remembering.ts";

/**
 * True where a text somewhere in a value is this name. Parts that are the very parts of `like`, such as the base's, are gone through
 * once for all.
 */
export function mentions(value: Json, name: string, like?: Json): boolean {
  if (typeof value === "string") return value === name;
  if (isList(value)) {
    if (value === like) return textsIn(value).has(name);
    const others = isList(like) ? like : [];
    // ensembles of one size have the very same containers
    return value.some((item, index) =>
      isObject(item) && item !== others[index] ? textsIn(item).has(name) : mentions(item, name, others[index]),
    );
  }
  if (!isObject(value)) return false;
  if (value === like) return textsIn(value).has(name);
  const others = isObject(like) ? like : {};
  for (const field in value) if (mentions(value[field] ?? null, name, others[field])) return true;
  return false;
}

const textsIn = oncePer((value: readonly Json[] | JsonObject): ReadonlySet<string> => {
  const texts = new Set<string>();
  for (const item of Object.values(value))
    if (typeof item === "string") texts.add(item);
    else if (isList(item) || isObject(item)) for (const text of textsIn(item)) texts.add(text);
  return texts;
});
