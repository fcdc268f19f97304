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

/** The same value with its fields in the order in which people write them; it itself where they are. */
export function inHumanOrder(value: JsonObject): JsonObject {
  const fields: [string, Json][] = [];
  let isSame = true;
  let last = 0;
  for (const field of Object.keys(value)) {
    const item = value[field] ?? null;
    const ordered = typeof item !== "object" || freeMaps.has(field) ? item : nested(item);
    const rank = rankOf(field);
    isSame &&= ordered === item && rank >= last;
    last = rank;
    fields.push([field, ordered]);
  }
  if (isSame) return value;
  return Object.fromEntries(fields.sort(([one], [other]) => rankOf(one) - rankOf(other)));
}

function ranked(fields: readonly string[]): ReadonlyMap<string, number> {
  return new Map(fields.map((field, index) => [field, index]));
}

/** Sorting keeps the order of those that have the same. */
function rankOf(field: string): number {
  return firstFields.get(field) ?? firstFields.size;
}

function nested(value: Json): Json {
  if (isList(value)) {
    const items = value.map(nested);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  return isObject(value) ? inHumanOrder(value) : value;
}
