import { fieldOf } from "../kubernetes/compare.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";

/** A text that two values share exactly when they are equal, whatever the order of their fields. */
export function canonical(value: Json): string {
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.keys(value).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(fieldOf(value, name) ?? null)}`).join(",")}}`;
}
