import { contentHash } from "../../../compiler/kubernetes/content-hash.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { metadata } from "./names.ts";

/** A ConfigMap that is named by its content: pods that name it roll when a file changes, and old ones keep their files. */
export function immutableFiles(name: string, data: Readonly<Record<string, string>>, options: Options): Manifest {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { ...metadata(`${name}-${contentHash(data)}`, options), annotations: neverPruned },
    immutable: true,
    data,
  };
}

// While the servers roll one by one, those of the old revision may restart and then need their old files: neither Argo CD
// nor Flux removes them, and Argo CD does not count them as out of sync.
const neverPruned = {
  "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
  "argocd.argoproj.io/sync-options": "Prune=false",
  "kustomize.toolkit.fluxcd.io/prune": "disabled",
};
