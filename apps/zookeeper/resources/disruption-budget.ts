import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { metadata, names, selector } from "./names.ts";

/** Bounds how many servers node drains may stop at a time. */
export function disruptionBudget(options: Options, maxUnavailable: number): Manifest {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadata(names(options).disruptionBudget, options),
    spec: {
      maxUnavailable,
      selector: { matchLabels: selector(options) },
    },
  };
}
