import type { ImportFinding } from "../application.ts";
import type { FieldPath } from "../change.ts";
import { isApiDefault } from "../kubernetes/api-defaults.ts";
import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { isList, isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import { itemKey, mergeKeys } from "../kubernetes/list-keys.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { overridingItem } from "../kubernetes/override.ts";

/** What has to be laid over a generated object so that nothing of the one that runs is lost, and what stays another. */
export interface Leftover {
  /** Undefined where nothing has to be. */
  readonly part?: JsonObject;
  readonly findings: readonly ImportFinding[];
}

interface Compared {
  readonly part?: Json;
  readonly findings: readonly ImportFinding[];
}

const same: Compared = { findings: [] };

/**
 * Compares what is left of an object that runs with the generated object of its name: fields that this has not become an
 * override; of those that have another value there, the generated one stays and is told.
 */
export function leftover(left: Manifest, generated: Manifest, original: Manifest): Leftover {
  const { apiVersion: _, kind: __, ...fields } = left;
  const { part, findings } = compareMaps(fields, generated, { generated, original, path: [] });
  return { ...(isObject(part) ? { part } : {}), findings };
}

interface Place {
  readonly generated: Manifest;
  readonly original: Manifest;
  readonly path: FieldPath;
}

function namesOf(path: FieldPath): readonly string[] {
  return path.filter((step) => typeof step === "string");
}

function compare(left: Json, now: Json | undefined, place: Place): Compared {
  if (now === undefined) return absent(left, place);
  if (isObject(left) && isObject(now)) return compareMaps(left, now, place);
  if (isList(left) && isList(now)) return compareLists(left, now, place);
  return isEqual(left, now) ? same : { findings: [differs(left, now, place)] };
}

/** What the API server would write there anyway is no override. */
function absent(left: Json, { path }: Place): Compared {
  const isNothing = left === null || (typeof left === "object" && Object.keys(left).length === 0);
  return isNothing || isApiDefault(namesOf(path).join("."), left) ? same : { part: left, findings: [] };
}

function compareMaps(left: JsonObject, now: JsonObject, place: Place): Compared {
  const compared = Object.entries(left).map(
    ([name, value]) => [name, compare(value, fieldOf(now, name), { ...place, path: [...place.path, name] })] as const,
  );
  const parts = compared.flatMap(([name, { part }]) => (part === undefined ? [] : [[name, part] as const]));
  const findings = compared.flatMap(([, one]) => one.findings);
  return parts.length === 0 ? { findings } : { part: Object.fromEntries(parts), findings };
}

/** Items go by the keys of Kubernetes; a list without keys is taken whole, or not at all. */
function compareLists(left: readonly Json[], now: readonly Json[], place: Place): Compared {
  const names = namesOf(place.path);
  const keys = mergeKeys(place.generated, names);
  if (keys === undefined) return isEqual(left, now) ? same : { findings: [differs(left, now, place)] };
  const compared = left.map((item, index) => {
    const found = overridingItem(item, now, place.generated, names) ?? -1;
    const at = { ...place, path: [...place.path, { index, key: itemKey(item, keys.slice(0, 1)) ?? String(index) }] };
    return withKeys(found === -1 ? { part: item, findings: [] } : compare(item, now[found], at), item, keys);
  });
  const parts = compared.flatMap(({ part }) => (part === undefined ? [] : [part]));
  const findings = compared.flatMap((one) => one.findings);
  return parts.length === 0 ? { findings } : { part: parts, findings };
}

/** A part of an item, with the fields by which the item is found. */
function withKeys({ part, findings }: Compared, item: Json, keys: readonly string[]): Compared {
  if (!isObject(part) || !isObject(item)) return part === undefined ? { findings } : { part, findings };
  const found = keys.flatMap((key) => (Object.hasOwn(item, key) ? [[key, fieldOf(item, key) ?? null] as const] : []));
  return { part: { ...Object.fromEntries(found), ...part }, findings };
}

function differs(left: Json, now: Json, { original, path }: Place): ImportFinding {
  const shown = [left, now].map((value) => (typeof value === "object" ? undefined : JSON.stringify(value)));
  const [old, fresh] = shown;
  const change = old === undefined || fresh === undefined ? "becomes Overlayer's" : `${old} becomes ${fresh}`;
  const isName = path.at(-1) === "name";
  return {
    from: { object: original, path },
    severity: "note",
    message: isName ? `is called ${fresh ?? "otherwise"} with Overlayer` : change,
  };
}
