import { groupOf, namespaceOf, versionOf } from "./identity.ts";
import type { Manifest } from "./manifest.ts";

/** A `target` of kustomize: all its fields are anchored regular expressions, and an absent one matches everything. */
export interface Target {
  readonly group?: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** The target that names an object. */
export function targetOf(object: Manifest): Target {
  const group = groupOf(object.apiVersion);
  const namespace = namespaceOf(object);
  return {
    ...(group === "" ? {} : { group }),
    version: versionOf(object.apiVersion),
    kind: object.kind,
    name: escaped(object.metadata.name),
    ...(namespace === undefined ? {} : { namespace: escaped(namespace) }),
  };
}

/** True where kustomize applies a patch with this target to the object. */
export function matches(target: Target, object: Manifest): boolean {
  const { metadata, kind, apiVersion } = object;
  const fields: readonly (readonly [string | undefined, string])[] = [
    [target.group, groupOf(apiVersion)],
    [target.version, versionOf(apiVersion)],
    [target.kind, kind],
    [target.name, metadata.name],
    [target.namespace, namespaceOf(object) ?? "default"],
  ];
  return fields.every(([pattern, value]) => pattern === undefined || new RegExp(`^(?:${pattern})$`).test(value));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
