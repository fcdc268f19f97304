import { isObject, type Json } from "./json.ts";
import type { Manifest } from "./manifest.ts";

/** The API group: `apps` of `apps/v1`, empty for the core group. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

/** The version: `v1` of `apps/v1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf("/") + 1);
}

/** The namespace as written, undefined where the object has none. */
export function namespaceOf(object: Manifest): string | undefined {
  const namespace = object.metadata["namespace"];
  return typeof namespace === "string" ? namespace : undefined;
}

/**
 * A key that two objects share exactly when they are the same object: group, kind, namespace and name, whatever the
 * version. As in kustomize no namespace and `default` are the same.
 */
export function identity({ apiVersion, kind, metadata }: Manifest): string {
  const { name, namespace } = metadata;
  const place = typeof namespace === "string" ? namespace : "default";
  // with lengths, since names can have any character where nothing has checked them
  return `${kind.length}.${place.length}.${name.length}/${kind}/${place}/${name}/${groupOf(apiVersion)}`;
}

/** How an object is called in messages: `StatefulSet/zk`. */
export function displayName(object: Manifest): string {
  return `${object.kind}/${object.metadata.name}`;
}

/** True where a parsed document has what every Kubernetes object has. */
export function isManifest(value: Json | undefined): value is Manifest {
  if (!isObject(value)) return false;
  const { apiVersion, kind, metadata } = value;
  return (
    typeof apiVersion === "string" &&
    typeof kind === "string" &&
    isObject(metadata) &&
    typeof metadata["name"] === "string" &&
    ["string", "undefined"].includes(typeof metadata["namespace"])
  );
}
