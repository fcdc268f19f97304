import { contentHash, withoutContentHash } from "../kubernetes/content-hash.ts";
import { groupOf, namespaceOf } from "../kubernetes/identity.ts";
import { isObject } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { inHumanOrder } from "../kubernetes/order.ts";

/** One object in all of its variants: that of the base, then those of the environments, undefined where it is not there. */
export interface ChartObject {
  /** Where its values are: `["statefulSet", "zk"]`. */
  readonly path: readonly string[];
  readonly variants: readonly (Manifest | undefined)[];
  /** The name without the hash of its content, where the chart is to make the name of the content. */
  readonly stem?: string;
}

/**
 * The object as Helm is to have it. Without a word it would delete, with an upgrade, the ConfigMap that pods of the last
 * revision still name; an annotation tells it to leave those that are named by their content. All others are as they are.
 */
export function keptByHelm(object: Manifest): Manifest {
  const { annotations = {}, ...metadata } = object.metadata;
  if (!isNamedByContent(object) || !isObject(annotations)) return object;
  return { ...object, metadata: { ...metadata, annotations: { "helm.sh/resource-policy": "keep", ...annotations } } };
}

/** Finds the same objects in the base and the environments, whatever namespace each of these is in. */
export function chartObjects(sets: readonly (readonly Manifest[])[]): readonly ChartObject[] {
  const single = sets.every(isInOneNamespace);
  const found = new Map<string, (Manifest | undefined)[]>();
  sets.forEach((objects, index) => {
    for (const object of objects) {
      const hashed = isNamedByContent(object);
      const name = hashed ? withoutContentHash(object.metadata.name) : object.metadata.name;
      const key = JSON.stringify([
        groupOf(object.apiVersion),
        object.kind,
        single ? namespaceOf(object) !== undefined : namespaceOf(object),
        name,
        hashed,
      ]);
      const variants = found.get(key) ?? sets.map(() => undefined);
      found.set(key, variants.with(index, { ...object, ...inHumanOrder(object) }));
    }
  });
  const taken = new Set<string>();
  return [...found.values()].map((variants) => chartObject(variants, taken));
}

/** True where all objects that are of a namespace are of the same. */
export function isInOneNamespace(objects: readonly Manifest[]): boolean {
  return new Set(objects.map(namespaceOf).filter((one) => one !== undefined)).size <= 1;
}

function chartObject(variants: readonly (Manifest | undefined)[], taken: Set<string>): ChartObject {
  const [first] = variants.filter((one) => one !== undefined);
  const { kind = "", metadata = { name: "" } } = first ?? {};
  const names = new Set(variants.flatMap((one) => one?.metadata.name ?? []));
  // one content in all variants is no value, and its name none
  const stem = names.size > 1 ? withoutContentHash(metadata.name) : undefined;
  const group = `${kind.slice(0, 1).toLowerCase()}${kind.slice(1)}`;
  const path = freePath([reserved.has(group) ? `${group}Object` : group, stem ?? metadata.name], taken);
  return { path, variants, ...(stem === undefined ? {} : { stem }) };
}

/** Values of the chart itself, and of Helm. */
const reserved = new Set(["namespace", "global"]);

function freePath([group = "", name = ""]: readonly string[], taken: Set<string>): readonly string[] {
  let path = [group, name];
  for (let number = 2; taken.has(JSON.stringify(path)); number += 1) path = [group, `${name}-${number}`];
  taken.add(JSON.stringify(path));
  return path;
}

function isNamedByContent({ apiVersion, kind, metadata, ...rest }: Manifest): boolean {
  const data = rest["data"];
  if (apiVersion !== "v1" || kind !== "ConfigMap" || !isTexts(data)) return false;
  return metadata.name === `${withoutContentHash(metadata.name)}-${contentHash(data)}`;
}

function isTexts(data: unknown): data is Readonly<Record<string, string>> {
  if (typeof data !== "object" || data === null) return false;
  const texts = Object.values(data);
  return texts.length > 0 && texts.every((text) => typeof text === "string");
}
