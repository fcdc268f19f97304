import { canonicalQuantity } from "../../../compiler/kubernetes/quantity.ts";
import { heapMebibytes } from "../heap.ts";
import type { Options } from "../options.ts";
import { commandDirectory, configDirectory, volumeDirectory } from "./directories.ts";
import { commands } from "./scripts.ts";

/** The server's container. */
export function container({ image, imagePullPolicy, ports, logLevel, heap, cpu, memory }: Options) {
  const amount = canonicalQuantity(memory);
  return {
    name: "zookeeper",
    image,
    imagePullPolicy,
    command: ["start-zookeeper"],
    env: [
      { name: "ZK_SERVER_HEAP", value: String(heapMebibytes(heap)) },
      { name: "ZOO_LOG_LEVEL", value: logLevel },
      // for people who run zookeeper-metrics; the probes are told the port
      { name: "CLIENT_PORT", value: String(ports.client) },
    ],
    ports: [
      { name: "client", containerPort: ports.client },
      { name: "server", containerPort: ports.server },
      { name: "leader-election", containerPort: ports.leaderElection },
    ],
    resources: {
      requests: { cpu: canonicalQuantity(String(cpu)), memory: amount },
      limits: { memory: amount },
    },
    // A server answers only when it has read its last snapshot, for which a large one gets ten minutes.
    startupProbe: { ...probe("zookeeper-alive", ports.client), periodSeconds: 5, failureThreshold: 120 },
    readinessProbe: probe("zookeeper-ready", ports.client),
    livenessProbe: probe("zookeeper-alive", ports.client),
    volumeMounts: [
      { name: "datadir", mountPath: volumeDirectory },
      file("config", configDirectory, "zoo.cfg"),
      file("scripts", configDirectory, "java.security"),
      file("scripts", configDirectory, "logback.xml"),
      ...Object.keys(commands).map((name) => file("scripts", commandDirectory, name)),
    ],
  };
}

/** One file, so that it hides nothing else of the image. */
function file(volume: string, directory: string, name: string) {
  return { name: volume, mountPath: `${directory}/${name}`, subPath: name };
}

function probe(command: keyof typeof commands, clientPort: number) {
  return { exec: { command: [command, String(clientPort)] }, timeoutSeconds: 5 };
}
