import type { Issue } from "../issue.ts";
import { displayName } from "../kubernetes/identity.ts";
import { losses } from "../kubernetes/losses.ts";
import type { Manifest } from "../kubernetes/manifest.ts";

/** What kustomize cannot carry from files to its output unchanged, in these objects: an issue for each place. */
export function unrepresentable(objects: readonly Manifest[]): readonly Issue[] {
  return losses(objects).map(({ object, path, problem }) => ({
    code: "factor/unrepresentable",
    message: `${[displayName(object), ...path].join(".")}: ${problem}`,
    why: "kustomize would fail, or build something else than what the environment says",
  }));
}
