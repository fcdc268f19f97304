import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { canonicalQuantity } from "../../../compiler/kubernetes/quantity.ts";
import type { Options } from "../options.ts";
import { metadata, names, podLabels, selector } from "./names.ts";
import { type Files, pod } from "./pod.ts";

/** The servers, each with a volume of its own. */
export function statefulSet(options: Options, files: Files): Manifest {
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: metadata(names(options).statefulSet, options),
    // Kubernetes refuses any later change of the selector, serviceName, podManagementPolicy and volumeClaimTemplates.
    spec: {
      replicas: options.servers,
      selector: { matchLabels: selector(options) },
      serviceName: names(options).headlessService,
      // In order, each pod would wait for the one before it to be ready, and that one for its quorum.
      podManagementPolicy: "Parallel",
      updateStrategy: { type: "RollingUpdate" },
      template: { metadata: { labels: podLabels(options) }, spec: pod(options, files) },
      volumeClaimTemplates: [{ metadata: { name: "datadir" }, spec: volumeClaim(options) }],
    },
  };
}

function volumeClaim({ storage }: Options) {
  const { size, className } = storage;
  return {
    accessModes: ["ReadWriteOnce"],
    ...(className === undefined ? {} : { storageClassName: className }),
    resources: { requests: { storage: canonicalQuantity(size) } },
  };
}
