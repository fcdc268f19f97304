import { valueAt } from "../kubernetes/fields.ts";
import { isObject, type JsonObject } from "../kubernetes/json.ts";

/** What Helm and its charts write into labels and annotations about themselves. */
const ofHelm =
  /^(helm\.sh\/(?!hook)|meta\.helm\.sh\/|app\.kubernetes\.io\/(managed-by|version)$|(chart|heritage|release)$)/;

const maps = [
  ["metadata", "labels"],
  ["metadata", "annotations"],
  ["spec", "template", "metadata", "labels"],
  ["spec", "template", "metadata", "annotations"],
];

/** Paths of an object's labels and annotations that only say that Helm made it. What it selects by stays. */
export function helmMetadata(object: JsonObject): readonly (readonly string[])[] {
  const selected = Object.keys(asMap(object, ["spec", "selector", "matchLabels"]));
  return maps.flatMap((path) =>
    Object.entries(asMap(object, path))
      .filter(([key, value]) => ofHelm.test(key) && !selected.includes(key) && value !== "overlayer")
      .map(([key]) => [...path, key]),
  );
}

function asMap(object: JsonObject, path: readonly string[]): JsonObject {
  const value = valueAt(object, path);
  return isObject(value) ? value : {};
}
