import type { OptionPath } from "../application.ts";
import { fieldOf } from "../kubernetes/compare.ts";
import type { Customization } from "../kubernetes/customization.ts";
import { displayName } from "../kubernetes/identity.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { overridingItem } from "../kubernetes/override.ts";

/** The override that brought a field of an object, such as `overrides["Service/zk"].spec`; empty where none did. */
export function optionOfField(object: Manifest, path: OptionPath, overrides: Customization["overrides"]): OptionPath {
  const name = displayName(object);
  const part = fieldOf(overrides, name);
  const inside = part === undefined ? undefined : below(object, part, path, { object, fields: [] });
  return inside === undefined ? [] : ["overrides", name, ...inside];
}

interface Place {
  readonly object: Manifest;
  /** To the value, with list items left out. */
  readonly fields: readonly string[];
}

/** The path in an override of what is at a path of the value that it was laid over; undefined where it has nothing. */
function below(
  value: Json | undefined,
  part: Json | undefined,
  [step, ...rest]: OptionPath,
  { object, fields }: Place,
): OptionPath | undefined {
  if (step === undefined) return [];
  // a field that is missing is missing where the override has what is around it
  if (rest.length === 0 && isObject(value) && isObject(part) && !Object.hasOwn(value, step)) return [step];
  if (isList(value) && isList(part)) {
    const item = value[Number(step)] ?? null;
    const index = overridingItem(item, part, object, fields) ?? Number(step);
    if (part[index] === undefined) return undefined;
    const inside = below(item, part[index], rest, { object, fields });
    return inside && [index, ...inside];
  }
  if (!isObject(value) || !isObject(part) || !Object.hasOwn(part, step)) return undefined;
  const inside = below(value[step], part[step], rest, { object, fields: [...fields, String(step)] });
  return inside && [step, ...inside];
}
