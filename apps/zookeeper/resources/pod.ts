import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { container } from "./container.ts";
import { selector } from "./names.ts";

/** The ConfigMaps whose files the pods mount. */
export interface Files {
  readonly config: Manifest;
  readonly scripts: Manifest;
}

/** User and group `zookeeper` of the official image. */
const zookeeperUser = 1000;

/** What a pod of the StatefulSet runs. */
export function pod(options: Options, { config, scripts }: Files) {
  return {
    affinity: onePerNode(options),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: zookeeperUser,
      runAsGroup: zookeeperUser,
      fsGroup: zookeeperUser,
    },
    containers: [container(options)],
    volumes: [
      { name: "config", configMap: { name: config.metadata.name } },
      { name: "scripts", configMap: { name: scripts.metadata.name, defaultMode: 0o555 } },
    ],
  };
}

/** Two servers on one node would fail together. */
function onePerNode(options: Options) {
  return {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: selector(options) }, topologyKey: "kubernetes.io/hostname" },
      ],
    },
  };
}
