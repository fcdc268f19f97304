import { namespaceOf } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { inNamespace, isMovable } from "../kubernetes/namespace.ts";

/** The namespace of all of these objects, undefined where they have none or several. */
function commonNamespace(objects: readonly Manifest[]): string | undefined {
  const namespaces = new Set(objects.map(namespaceOf));
  return namespaces.size === 1 ? [...namespaces][0] : undefined;
}

/**
 * Where kustomize's `namespace` moves all objects of the base to the environment's namespace and changes nothing
 * else: that namespace, and the environment's objects as they are before the move.
 */
export function movedNamespace(
  base: readonly Manifest[],
  environment: readonly Manifest[],
): { readonly namespace: string; readonly before: readonly Manifest[] } | undefined {
  const from = commonNamespace(base);
  const namespace = commonNamespace(environment);
  if (from === undefined || namespace === undefined || from === namespace) return undefined;
  if (!base.every(isMovable)) return undefined;
  const before = environment.flatMap((object) => inNamespace(object, from) ?? []);
  return before.length === environment.length ? { namespace, before } : undefined;
}
