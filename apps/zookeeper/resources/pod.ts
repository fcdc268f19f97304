import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { container } from "./container.ts";
import { names, selector } from "./names.ts";
import { secretVolumes } from "./secrets.ts";

/** The ConfigMaps whose files the pods mount. */
export interface Files {
  readonly config: Manifest;
  readonly scripts: Manifest;
}

/** User and group `zookeeper` of the official image. */
const zookeeperUser = 1000;

/** Who the processes of a pod are. */
export const asZookeeper = {
  runAsNonRoot: true,
  runAsUser: zookeeperUser,
  runAsGroup: zookeeperUser,
  fsGroup: zookeeperUser,
};

/** The list of servers, where the ensemble keeps it itself. */
export function serverListVolume(options: Options) {
  return { name: "servers", configMap: { name: names(options).serverList } };
}

/** What a pod of the StatefulSet runs. */
export function pod(options: Options, { config, scripts }: Files) {
  return {
    affinity: onePerNode(options),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: asZookeeper,
    containers: [container(options)],
    volumes: [
      { name: "config", configMap: { name: config.metadata.name } },
      { name: "scripts", configMap: { name: scripts.metadata.name, defaultMode: 0o555 } },
      ...(options.membership === "dynamic" ? [serverListVolume(options)] : []),
      ...secretVolumes(options),
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
