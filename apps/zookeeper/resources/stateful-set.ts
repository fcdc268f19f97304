import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { canonicalQuantity } from "../../../compiler/kubernetes/quantity.ts";
import { ensembleAnnotations, podCount } from "../ensemble.ts";
import type { Options } from "../options.ts";
import { madeOf } from "./made-of.ts";
import { metadata, names, podLabels, selector } from "./names.ts";
import { type Files, pod } from "./pod.ts";
import { present } from "./present.ts";

/** The servers, each with volumes of its own. */
export function statefulSet(options: Options, files: Files): Manifest {
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { ...metadata(names(options).statefulSet, options), annotations: ensembleAnnotations(options) },
    // Kubernetes refuses any later change of the selector, serviceName, podManagementPolicy and volumeClaimTemplates.
    spec: {
      replicas: podCount(options),
      selector: { matchLabels: selector(options) },
      serviceName: names(options).headlessService,
      podManagementPolicy: options.podManagement,
      updateStrategy: strategy(options),
      persistentVolumeClaimRetentionPolicy: options.storage.retention,
      template: {
        metadata: podMetadata(options),
        spec: pod(options, files),
      },
      volumeClaimTemplates: volumeClaims(options),
    },
  };
}

const strategy = madeOf(["updateStrategy"], ({ updateStrategy: { type, partition } }) =>
  present({ type, rollingUpdate: present({ partition }) }),
);

const podMetadata = madeOf(["name", "selector", "pods"], (options) => {
  const { labels, annotations } = options.pods;
  return present({ labels: { ...labels, ...podLabels(options) }, annotations });
});

const volumeClaims = madeOf(["storage", "name", "names", "tls", "authentication"], (options) => {
  const { storage } = options;
  const { volume, logVolume } = names(options);
  return [
    { metadata: { name: volume }, spec: volumeClaim(storage) },
    ...(storage.transactionLog === undefined
      ? []
      : [{ metadata: { name: logVolume }, spec: volumeClaim(storage.transactionLog) }]),
  ];
});

function volumeClaim({ size, className }: NonNullable<Options["storage"]["transactionLog"]>) {
  return {
    accessModes: ["ReadWriteOnce"],
    ...(className === undefined ? {} : { storageClassName: className }),
    resources: { requests: { storage: canonicalQuantity(size) } },
  };
}
