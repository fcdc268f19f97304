import { fieldOf } from "./compare.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";

/** Fields that people expect first, in this order; the others follow in the order in which they were given. */
const firstFields = ranked([
  "op",
  "path",
  "apiVersion",
  "kind",
  "metadata",
  "name",
  "namespace",
  "labels",
  "annotations",
  "type",
  "replicas",
  "selector",
  "image",
  "command",
  "args",
  "env",
  "ports",
]);

/** Fields whose keys are the user's own, not Kubernetes' words. */
const freeMaps = new Set(["data", "stringData", "binaryData", "labels", "annotations", "matchLabels", "nodeSelector"]);

/** The same value with its fields in the order in which people write them. */
export function inHumanOrder(value: JsonObject): JsonObject {
  const fields = Object.keys(value).sort((one, other) => rankOf(one) - rankOf(other));
  return Object.fromEntries(
    fields.map((field) => {
      const item = fieldOf(value, field) ?? null;
      return [field, freeMaps.has(field) ? item : nested(item)];
    }),
  );
}

function ranked(fields: readonly string[]): ReadonlyMap<string, number> {
  return new Map(fields.map((field, index) => [field, index]));
}

/** Sorting keeps the order of those that have the same. */
function rankOf(field: string): number {
  return firstFields.get(field) ?? firstFields.size;
}

function nested(value: Json): Json {
  if (isList(value)) return value.map(nested);
  return isObject(value) ? inHumanOrder(value) : value;
}
