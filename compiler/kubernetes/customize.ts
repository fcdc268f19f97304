import { fieldOf } from "./compare.ts";
import type { Customization } from "./customization.ts";
import { displayName, namespaceOf } from "./identity.ts";
import { isObject, type JsonObject } from "./json.ts";
import type { Manifest } from "./manifest.ts";
import { isClusterScoped } from "./namespace.ts";
import { override } from "./override.ts";

/**
 * An application's objects with the overrides laid over, then the extra objects, in the namespace where they name none
 * and are of one. What tells objects apart cannot be overridden.
 */
export function customize(
  objects: readonly Manifest[],
  { overrides, extraObjects }: Pick<Customization, "overrides" | "extraObjects">,
  namespace: string,
): readonly Manifest[] {
  return [
    ...objects.map((object) => {
      const part = overrides[displayName(object)];
      return part === undefined ? object : overridden(object, part);
    }),
    ...extraObjects.map((object) => inDefaultNamespace(object, namespace)),
  ];
}

function overridden(object: Manifest, part: JsonObject): Manifest {
  const { apiVersion, kind, metadata } = object;
  const merged = override(object, part);
  const changed = fieldOf(merged, "metadata");
  const { name, namespace } = metadata;
  const identity = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { ...merged, apiVersion, kind, metadata: { ...(isObject(changed) ? changed : {}), ...identity } };
}

function inDefaultNamespace(object: Manifest, namespace: string): Manifest {
  if (namespaceOf(object) !== undefined || isClusterScoped(object)) return object;
  const { name, ...metadata } = object.metadata;
  return { ...object, metadata: { name, namespace, ...metadata } };
}
