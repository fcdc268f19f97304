import type { Issue } from "../issue.ts";
import { displayName } from "../kubernetes/identity.ts";
import { losses } from "../kubernetes/losses.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import type { Like } from "../kubernetes/shared.ts";

/**
 * What kustomize cannot carry from files to its output unchanged, in these objects: an issue for each place. `like` is that
 * of `losses`.
 */
export function unrepresentable(objects: readonly Manifest[], like?: Like): readonly Issue[] {
  return losses(objects, like).map(({ object, path, problem }) => ({
    code: "factor/unrepresentable",
    message: `${[displayName(object), ...path].join(".")}: ${problem}`,
    why: "kustomize would fail, or build something else than what the environment says",
  }));
}
