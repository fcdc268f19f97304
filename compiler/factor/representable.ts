import type { Issue } from "../issue.ts";
import { displayName } from "../kubernetes/identity.ts";
import { losses } from "../kubernetes/losses.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import type { Like } from "../kubernetes/shared.ts";

/** An issue without its place, and what is wrong with the value by itself. */
export interface Unrepresentable extends Required<Pick<Issue, "code" | "message" | "why" | "hint">> {
  readonly problem: string;
}

/**
 * What kustomize cannot carry from files to its output unchanged, in these objects: an issue for each place. `like` is that
 * of `losses`.
 */
export function unrepresentable(objects: readonly Manifest[], like?: Like): readonly Unrepresentable[] {
  return losses(objects, like).map(({ object, path, problem }) => ({
    problem,
    code: "factor/unrepresentable",
    message: `${[displayName(object), ...path].join(".")}: ${problem}`,
    why: "kustomize would fail, or build something else than what the environment says.",
    hint: "Write another value; text that has to stay as it is can be base64, in binaryData of a ConfigMap.",
  }));
}
