import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { canonicalQuantity } from "../../../compiler/kubernetes/quantity.ts";
import { ensembleAnnotations, podCount } from "../ensemble.ts";
import type { Options } from "../options.ts";
import { metadata, names, podLabels, selector } from "./names.ts";
import { type Files, pod } from "./pod.ts";
import { present } from "./present.ts";

/** The servers, each with volumes of its own. */
export function statefulSet(options: Options, files: Files): Manifest {
  const { storage, pods, updateStrategy } = options;
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
      updateStrategy: present({
        type: updateStrategy.type,
        rollingUpdate: present({ partition: updateStrategy.partition }),
      }),
      persistentVolumeClaimRetentionPolicy: storage.retention,
      template: {
        metadata: present({ labels: { ...pods.labels, ...podLabels(options) }, annotations: pods.annotations }),
        spec: pod(options, files),
      },
      volumeClaimTemplates: [
        { metadata: { name: names(options).volume }, spec: volumeClaim(storage) },
        ...(storage.transactionLog === undefined
          ? []
          : [{ metadata: { name: names(options).logVolume }, spec: volumeClaim(storage.transactionLog) }]),
      ],
    },
  };
}

function volumeClaim({ size, className }: NonNullable<Options["storage"]["transactionLog"]>) {
  return {
    accessModes: ["ReadWriteOnce"],
    ...(className === undefined ? {} : { storageClassName: className }),
    resources: { requests: { storage: canonicalQuantity(size) } },
  };
}
