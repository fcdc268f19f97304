/** A JSON value: all that crosses the border between two stages. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; an absent field is absent, never `undefined`. */
export interface JsonObject {
  readonly [field: string]: Json;
}

/** True for a map: neither null, nor a list, nor a scalar. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** True for a list; `Array.isArray` does not narrow a read-only one. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
