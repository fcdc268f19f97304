import { withoutContentHash } from "../kubernetes/content-hash.ts";
import { displayName, identity, isManifest, namespaceOf } from "../kubernetes/identity.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";

/** Objects before a change under the names that they have after it, and what those were called, by identity. */
export interface Matched {
  readonly before: readonly Manifest[];
  readonly renamedFrom: ReadonlyMap<string, string>;
}

/**
 * Takes a ConfigMap or Secret whose name ends with a hash for the one that had another hash there: it gets the new name,
 * and so does every reference to it, so that what remains to be told is the change of its content.
 */
export function matchHashedNames(before: readonly Manifest[], after: readonly Manifest[]): Matched {
  const [gone, fresh] = [onlyIn(before, after), onlyIn(after, before)];
  const renames = new Map<string, Manifest>();
  for (const object of gone) {
    const isTaken = (other: Manifest) => [...renames.values()].includes(other);
    const successor = fresh.find((other) => stem(other) === stem(object) && !isTaken(other));
    if (successor !== undefined) renames.set(identity(object), successor);
  }
  if (renames.size === 0) return { before, renamedFrom: new Map() };
  const pairs = gone.flatMap((object) => {
    const successor = renames.get(identity(object));
    return successor === undefined ? [] : [{ object, successor }];
  });
  return {
    before: before.map((object) => {
      const inNamespace = pairs.filter((pair) => namespaceOf(pair.object) === namespaceOf(object));
      const names = new Map(inNamespace.map((pair) => [pair.object.metadata.name, pair.successor.metadata.name]));
      return renamed(object, names);
    }),
    renamedFrom: new Map(pairs.map(({ object, successor }) => [identity(successor), object.metadata.name])),
  };
}

/** ConfigMaps and Secrets with a hashed name that only one side has. */
function onlyIn(objects: readonly Manifest[], others: readonly Manifest[]): readonly Manifest[] {
  const known = new Set(others.map(identity));
  return objects.filter((object) => stem(object) !== undefined && !known.has(identity(object)));
}

/** What a ConfigMap or Secret with a hashed name shares with its successor; undefined for anything else. */
function stem(object: Manifest): string | undefined {
  const name = withoutContentHash(object.metadata.name);
  if (name === object.metadata.name || !["ConfigMap", "Secret"].includes(object.kind)) return undefined;
  return JSON.stringify([object.kind, namespaceOf(object), name]);
}

function renamed(object: Manifest, names: ReadonlyMap<string, string>): Manifest {
  if (names.size === 0) return object;
  const result = replaced(object, names);
  if (!isManifest(result)) throw new Error(`${displayName(object)} lost its name`);
  return result;
}

/** The value itself where nothing in it is replaced. */
function replaced(value: Json, names: ReadonlyMap<string, string>): Json {
  if (typeof value === "string") return names.get(value) ?? value;
  if (isList(value)) {
    const items = value.map((item) => replaced(item, names));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  const fields = Object.entries(value).map(([name, item]) => [name, replaced(item, names)] as const);
  return fields.some(([name, item]) => item !== value[name]) ? Object.fromEntries(fields) : value;
}
