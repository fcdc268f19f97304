import { canonicalQuantity } from "../../../compiler/kubernetes/quantity.ts";
import { heapMebibytes } from "../heap.ts";
import type { Options } from "../options.ts";
import { configDirectory, volumeDirectory } from "./directories.ts";
import { names, selector } from "./names.ts";
import { adminPorts, clientPorts, metricsPorts, serverPorts } from "./ports.ts";
import { secretMounts, secretVolumes } from "./secrets.ts";

/** User and group `zookeeper` of the official image. */
const zookeeperUser = 1000;

/** What a pod of the StatefulSet runs. */
export function pod(options: Options) {
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
    volumes: [{ name: "config", configMap: { name: names(options).config } }, ...secretVolumes(options)],
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

function container(options: Options) {
  const { image, imagePullPolicy, ports, logLevel, heap, cpu, memory } = options;
  const amount = canonicalQuantity(memory);
  return {
    name: "zookeeper",
    image,
    imagePullPolicy,
    command: script("start-zookeeper.sh"),
    env: [
      { name: "ZK_SERVER_HEAP", value: String(heapMebibytes(heap)) },
      { name: "ZOO_LOG_LEVEL", value: logLevel },
    ],
    ports: [...clientPorts(options), ...serverPorts(options), ...metricsPorts(options), ...adminPorts(options)].map(
      ({ name, port }) => ({ name, containerPort: port }),
    ),
    resources: {
      requests: { cpu: canonicalQuantity(String(cpu)), memory: amount },
      limits: { memory: amount },
    },
    // A server answers only when it has read its last snapshot, for which a large one gets ten minutes.
    startupProbe: { ...probe("zookeeper-alive.sh", ports.client), periodSeconds: 5, failureThreshold: 120 },
    readinessProbe: probe("zookeeper-ready.sh", ports.client),
    livenessProbe: probe("zookeeper-alive.sh", ports.client),
    volumeMounts: [
      { name: "datadir", mountPath: volumeDirectory },
      { name: "config", mountPath: configDirectory },
      ...secretMounts(options),
    ],
  };
}

function probe(file: string, clientPort: number) {
  return { exec: { command: [...script(file), String(clientPort)] }, timeoutSeconds: 5 };
}

function script(file: string): string[] {
  return ["bash", `${configDirectory}/${file}`];
}
