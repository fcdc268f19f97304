import type { FieldChange } from "../change.ts";
import { isApiDefault } from "../kubernetes/api-defaults.ts";
import { fieldNames, newOf, oldOf } from "./field.ts";

/** True where a field that was absent now says what the API server writes there anyway, or the reverse. */
export function isDefault(field: FieldChange): boolean {
  if (field.change !== "added" && field.change !== "removed") return false;
  const names = fieldNames(field.path);
  const value = newOf(field) ?? oldOf(field);
  return value !== undefined && isApiDefault(names, value);
}
