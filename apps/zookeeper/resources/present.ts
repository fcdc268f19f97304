import { isList, isObject, type Json, type JsonObject } from "../../../compiler/kubernetes/json.ts";

/** The fields that say something: without the absent ones, empty lists and empty maps. */
export function present(fields: Readonly<Record<string, Json | undefined>>): JsonObject {
  const isPresent = (field: [string, Json | undefined]): field is [string, Json] =>
    field[1] !== undefined && !isEmpty(field[1]);
  return Object.fromEntries(Object.entries(fields).filter(isPresent));
}

function isEmpty(value: Json): boolean {
  if (isList(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
