import { namespaceOf } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { inNamespace, isMovable } from "../kubernetes/namespace.ts";
import { oncePer } from "../kubernetes/remembering.ts";

/** The namespace of all of these objects, undefined where they have none or several. */
function commonNamespace(objects: readonly Manifest[]): string | undefined {
  const namespace = objects[0] && namespaceOf(objects[0]);
  return objects.every((object) => namespaceOf(object) === namespace) ? namespace : undefined;
}

/** The one that kustomize can move all of them from; asked of the base by each environment. */
const movableFrom = oncePer((objects: readonly Manifest[]) => ({
  from: objects.every(isMovable) ? commonNamespace(objects) : undefined,
}));

/**
 * Where kustomize's `namespace` moves all objects of the base to the environment's namespace and changes nothing
 * else: that namespace, and the environment's objects as they are before the move.
 */
export function movedNamespace(
  base: readonly Manifest[],
  environment: readonly Manifest[],
): { readonly namespace: string; readonly before: readonly Manifest[] } | undefined {
  const { from } = movableFrom(base);
  const namespace = commonNamespace(environment);
  if (from === undefined || namespace === undefined || from === namespace) return undefined;
  const before = environment.flatMap((object) => inNamespace(object, from) ?? []);
  return before.length === environment.length ? { namespace, before } : undefined;
}
