import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { container } from "./container.ts";
import { scratchDirectories } from "./directories.ts";
import { madeOf } from "./made-of.ts";
import { names } from "./names.ts";
import { present } from "./present.ts";
import { secretVolumes } from "./secrets.ts";
import { spreading } from "./spreading.ts";

/** The ConfigMaps whose files the pods mount. */
export interface Files {
  readonly config: Manifest;
  readonly scripts: Manifest | undefined;
}

/** User and group `zookeeper` of the official image. */
const zookeeperUser = 1000;

/** Who the processes of a pod are, within the Pod Security Standard "restricted". */
export const podSecurity = {
  runAsNonRoot: true,
  runAsUser: zookeeperUser,
  runAsGroup: zookeeperUser,
  fsGroup: zookeeperUser,
  // a volume of many files would be walked at every start otherwise
  fsGroupChangePolicy: "OnRootMismatch",
  seccompProfile: { type: "RuntimeDefault" },
};

/** The list of servers, where the ensemble keeps it itself. */
export function serverListVolume(options: Options) {
  return { name: "servers", configMap: { name: names(options).serverList } };
}

/** The scripts, where they are mounted. */
export function scriptsVolume(scripts: Manifest | undefined) {
  if (scripts === undefined) return [];
  return [{ name: "scripts", configMap: { name: scripts.metadata.name, defaultMode: 0o555 } }];
}

const placement = madeOf(["pods", "imagePullSecrets"], ({ pods, imagePullSecrets }) =>
  present({
    nodeSelector: pods.nodeSelector,
    tolerations: pods.tolerations.map(present),
    priorityClassName: pods.priorityClassName,
    serviceAccountName: pods.serviceAccountName,
    imagePullSecrets: imagePullSecrets.map((name) => ({ name })),
  }),
);

/** What a pod of the StatefulSet runs, within the Pod Security Standard "restricted". */
export function pod(options: Options, { config, scripts }: Files) {
  const { pods } = options;
  return {
    ...spreading(options),
    ...placement(options),
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: podSecurity,
    // No preStop hook: the server is PID 1 and ends at SIGTERM, what it has acknowledged is on the disks of a majority, and
    // its clients take their sessions to another server at once.
    terminationGracePeriodSeconds: pods.terminationGracePeriodSeconds,
    containers: [container(options)],
    volumes: [
      { name: "config", configMap: { name: config.metadata.name } },
      ...scriptsVolume(scripts),
      ...(options.membership === "dynamic" ? [serverListVolume(options)] : []),
      ...Object.keys(scratchDirectories).map((name) => ({ name, emptyDir: {} })),
      ...secretVolumes(options),
    ],
  };
}
