import type { OptionPath } from "../application.ts";
import { isObject, type Json, type JsonObject } from "../kubernetes/json.ts";

/** The options with those at the given paths taken from other options, or left out where these have none. */
export function repair(options: JsonObject, paths: readonly OptionPath[], from: JsonObject): JsonObject {
  return paths.reduce((repaired, path) => repairAt(repaired, path, from), options);
}

function repairAt(options: JsonObject, [key, ...rest]: OptionPath, from: JsonObject): JsonObject {
  if (key === undefined) return from;
  const { [key]: present, ...others } = options;
  const sound: Json | undefined = Object.hasOwn(from, key) ? from[key] : undefined;
  if (rest.length > 0 && isObject(present) && isObject(sound)) {
    return { ...others, [key]: repairAt(present, rest, sound) };
  }
  return sound === undefined ? others : { ...others, [key]: sound };
}
