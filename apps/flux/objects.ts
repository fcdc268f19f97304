import type { IKustomization } from "@kubernetes-models/flux-cd/kustomize.toolkit.fluxcd.io/v1";
import type { IGitRepository, IOCIRepository } from "@kubernetes-models/flux-cd/source.toolkit.fluxcd.io/v1";
import { type Delivered, fetchedPath, syncName } from "../../compiler/delivery-tool.ts";
import type { Options } from "./options.ts";

/** The GitRepository or OCIRepository, undefined where it is one that exists. */
export function source({ namespace, source }: Options) {
  const { kind, name, url, interval, ref, secretRef } = source;
  if (url === undefined) return undefined;
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind,
    metadata: { name, namespace },
    spec: {
      interval,
      url,
      ...(ref === undefined ? {} : { ref }),
      ...(secretRef === undefined ? {} : { secretRef: { name: secretRef } }),
    },
  } satisfies Pick<IGitRepository | IOCIRepository, "metadata" | "spec"> & { apiVersion: string; kind: string };
}

/** The Kustomization that applies an environment's overlay. Namespaces are in the overlay: none is set here. */
export function kustomization(options: Options, { name, directory }: Delivered) {
  const { kubeConfig, dependsOn = [], suspend } = options.environments[name] ?? {};
  const { serviceAccountName } = options;
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { name: syncName(options, name), namespace: options.namespace },
    spec: {
      sourceRef: { kind: options.source.kind, name: options.source.name },
      path: `./${fetchedPath(options.folder, directory)}`,
      interval: options.interval,
      retryInterval: options.retryInterval,
      timeout: options.timeout,
      wait: options.wait,
      prune: options.prune,
      force: options.force,
      deletionPolicy: options.deletionPolicy,
      ...(dependsOn.length === 0 ? {} : { dependsOn: dependsOn.map((one) => ({ name: syncName(options, one) })) }),
      ...(kubeConfig === undefined ? {} : { kubeConfig: { secretRef: { name: kubeConfig } } }),
      ...(serviceAccountName === undefined ? {} : { serviceAccountName }),
      ...(suspend === undefined ? {} : { suspend }),
    },
  } satisfies IKustomization;
}
