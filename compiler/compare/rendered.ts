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
 * end of names and, where the name alone tells the object, without its namespace. A text of `key=value` lines is taken
 * apart. Values of a Secret are words that say whether they differ from those of `reference`, another environment's.
 */
export function renderedFields(objects: readonly Manifest[], reference: readonly Manifest[]): RenderedFields {
  const known = new Map(named(reference));
  const names = new Set(objects.map(({ metadata }) => metadata.name));
  const neutral = (value: Json) => (typeof value === "string" && names.has(value) ? withoutContentHash(value) : value);
  const fields = named(objects).flatMap(([name, object]) =>
    fieldsOf(hideSecret(object, known.get(name)))
      .filter(({ value }) => !isObject(value) && !isList(value))
      .flatMap(({ path, value }) => partsOf(`${name} ${formatPath(path)}`, neutral(value))),
  );
  return new Map(fields);
}

/** The fields with the namespaces of an environment's objects left out of their values. */
export function withoutNamespaces(fields: RenderedFields, objects: readonly Manifest[]): RenderedFields {
  const namespaces = [...new Set(objects.flatMap((object) => namespaceOf(object) ?? []))];
  const without = (text: string) => namespaces.reduce((rest, namespace) => rest.replaceAll(namespace, ""), text);
  return new Map([...fields].map(([name, value]) => [name, typeof value === "string" ? without(value) : value]));
}

/** Objects by kind and name, with the namespace where several share those. */
function named(objects: readonly Manifest[]): readonly (readonly [name: string, object: Manifest])[] {
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
