import { hideSecret } from "../diff/secret.ts";
import { fieldsOf } from "../explain/fields.ts";
import { withoutContentHash } from "../kubernetes/content-hash.ts";
import { displayName, namespaceOf } from "../kubernetes/identity.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { formatPath } from "../report/value.ts";

/** Scalar fields of rendered objects by what they are called: `StatefulSet/zk spec.replicas`. */
export type RenderedFields = ReadonlyMap<string, Json>;

/**
 * The scalar fields of an environment's objects, named so that those of several environments meet: without hashes at the
 * end of names and, where the name alone tells the object, without its namespace. What `reference`, the objects of other
 * environments, does not have is called as what that alone has of the kind, in their order. A text of `key=value` lines is taken
 * apart. Values of a Secret are words that say whether they differ from those of `reference`.
 */
export function renderedFields(objects: readonly Manifest[], reference: readonly Manifest[]): RenderedFields {
  const known = new Map(named(reference));
  const names = new Set(objects.map(({ metadata }) => metadata.name));
  const neutral = (value: Json) => (typeof value === "string" && names.has(value) ? withoutContentHash(value) : value);
  const fields = withNamesOf(reference, named(objects)).flatMap(([name, object]) =>
    fieldsOf(hideSecret(object, known.get(name)))
      .filter(({ value }) => !isObject(value) && !isList(value))
      .flatMap(({ path, value }) => partsOf(`${name} ${formatPath(path)}`, neutral(value))),
  );
  return new Map(fields);
}

/** The reference of several environments, with those of another one's objects that have no counterpart in it. */
export function withOthers(reference: readonly Manifest[], objects: readonly Manifest[]): readonly Manifest[] {
  const known = new Set(named(reference).map(([name]) => name));
  const others = withNamesOf(reference, named(objects)).filter(([name]) => !known.has(name));
  return [...reference, ...others.map(([, object]) => object)];
}

/** The fields with the names and namespaces of an environment's objects left out of their values. */
export function withoutOwnNames(fields: RenderedFields, objects: readonly Manifest[]): RenderedFields {
  const own = objects.flatMap((object) => [withoutContentHash(object.metadata.name), namespaceOf(object) ?? ""]);
  const longestFirst = [...new Set(own)].filter((name) => name !== "").sort((a, b) => b.length - a.length);
  const anyOf = longestFirst.map((name) => name.replaceAll(/[^\w-]/g, "\\$&")).join("|");
  const whole = new RegExp(`(?<![A-Za-z0-9])(?:${anyOf})(?![A-Za-z0-9])`, "g");
  const without = (text: string) => text.replaceAll(whole, "");
  return new Map([...fields].map(([name, value]) => [name, typeof value === "string" ? without(value) : value]));
}

type Named = readonly (readonly [name: string, object: Manifest])[];

/** Objects that `reference` has not, each by the name of one of its kind that it has and they have not. */
function withNamesOf(reference: readonly Manifest[], objects: Named): Named {
  const here = new Set(objects.map(([name]) => name));
  const there = named(reference);
  const known = new Set(there.map(([name]) => name));
  const free = there.filter(([name]) => !here.has(name));
  return objects.map(([name, object]) => {
    const index = known.has(name) ? -1 : free.findIndex(([, other]) => other.kind === object.kind);
    const [[successor] = [name]] = index === -1 ? [] : free.splice(index, 1);
    return [successor, object] as const;
  });
}

/** Objects by kind and name, with the namespace where several share those. */
function named(objects: readonly Manifest[]): Named {
  const short = (object: Manifest) => withoutContentHash(displayName(object));
  const taken = (name: string) => objects.filter((object) => short(object) === name).length > 1;
  return objects.map((object) => {
    const name = short(object);
    return [taken(name) ? `${name} (${namespaceOf(object)})` : name, object] as const;
  });
}

const property = /^([^=\s#]+)=(.*)$/;

function partsOf(name: string, value: Json): readonly (readonly [name: string, value: Json])[] {
  if (typeof value !== "string" || !value.includes("\n")) return [[name, value]];
  const lines = value.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const properties = lines.flatMap((line) => {
    const [, key, text = ""] = property.exec(line) ?? [];
    return key === undefined ? [] : [[`${name} ${key}`, text] as const];
  });
  return properties.length === lines.length ? properties : [[name, value]];
}
