import { canonicalQuantity } from "../../../compiler/kubernetes/quantity.ts";
import type { Options } from "../options.ts";
import { heapMebibytes } from "../sizes.ts";
import { commandDirectory, configDirectory, scratchDirectories, volumeDirectory } from "./directories.ts";
import { madeOf } from "./made-of.ts";
import { names } from "./names.ts";
import { podPorts } from "./ports.ts";
import { present } from "./present.ts";
import { probe } from "./probe.ts";
import { commands } from "./scripts.ts";
import { secretMounts } from "./secrets.ts";

/** What the Pod Security Standard "restricted" asks of a container, and a root file system that nobody writes to. */
export const containerSecurity = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

const command = ["start-zookeeper"];

const env = madeOf(["heap", "juteMaxBuffer", "jvmFlags", "logLevel", "ports"], (options) => [
  { name: "ZK_SERVER_HEAP", value: String(heapMebibytes(options.heap)) },
  ...otherVariables(options),
]);

const otherVariables = madeOf(["juteMaxBuffer", "jvmFlags", "logLevel", "ports"], (options) => [
  { name: "SERVER_JVMFLAGS", value: jvmFlags(options) },
  { name: "ZOO_LOG_LEVEL", value: options.logLevel },
  // for people who run zookeeper-metrics; the probes are told the port
  { name: "CLIENT_PORT", value: String(options.ports.client) },
]);

const containerPorts = madeOf(["ports", "tls", "metrics", "adminServer"], (options) =>
  podPorts(options).map(({ name, port }) => ({ name, containerPort: port })),
);

const probes = madeOf(["ports", "probes"], ({ ports, probes }) => ({
  startupProbe: probe(["zookeeper-alive", String(ports.client)], probes.startup),
  readinessProbe: probe(["zookeeper-ready", String(ports.client)], probes.readiness),
  livenessProbe: probe(["zookeeper-alive", String(ports.client)], probes.liveness),
}));

/** `jute.maxbuffer` is one of the few settings that zoo.cfg cannot have. */
function jvmFlags({ juteMaxBuffer, jvmFlags: others }: Pick<Options, "juteMaxBuffer" | "jvmFlags">): string {
  return [`-Djute.maxbuffer=${juteMaxBuffer}`, ...others].join(" ");
}

const resources = madeOf(["memory", "cpu", "cpuLimit"], ({ cpu, cpuLimit, memory }) => {
  const amount = canonicalQuantity(memory);
  return {
    requests: { cpu: canonicalQuantity(String(cpu)), memory: amount },
    limits: present({ cpu: cpuLimit && canonicalQuantity(String(cpuLimit)), memory: amount }),
  };
});

const volumeMounts = madeOf(
  ["storage", "directories", "scripts", "logback", "membership", "name", "names", "tls", "authentication"],
  (options) => [
    { name: names(options).volume, mountPath: volumeDirectory(options.directories) },

    ...(options.storage.transactionLog === undefined
      ? []
      : [{ name: names(options).logVolume, mountPath: options.directories.dataLog }]),
    file("config", configDirectory, "zoo.cfg"),
    ...scriptMounts(options),
    ...Object.entries(scratchDirectories).map(([name, mountPath]) => ({ name, mountPath })),
    ...(options.membership === "dynamic" ? [file("servers", configDirectory, "servers")] : []),
    ...secretMounts(options),
  ],
);

function scriptMounts({ scripts, logback }: Pick<Options, "scripts" | "logback">) {
  if (scripts === "image") return logback === undefined ? [] : [file("config", configDirectory, "logback.xml")];
  return [
    file("scripts", configDirectory, "java.security"),
    file("scripts", configDirectory, "logback.xml"),
    ...Object.keys(commands).map((name) => file("scripts", commandDirectory, name)),
  ];
}

/** The server's container. */
export const container = madeOf(
  [
    ...["memory", "heap", "cpu", "cpuLimit", "image", "imagePullPolicy", "juteMaxBuffer", "jvmFlags", "logLevel"],
    ...[
      "ports",
      "tls",
      "metrics",
      "adminServer",
      "probes",
      "storage",
      "directories",
      "scripts",
      "logback",
      "membership",
    ],
    ...["name", "names", "authentication"],
  ] as const,
  (options) => ({
    name: "zookeeper",
    image: options.image,
    imagePullPolicy: options.imagePullPolicy,
    command,
    env: env(options),
    ports: containerPorts(options),
    resources: resources(options),
    securityContext: containerSecurity,
    ...probes(options),
    volumeMounts: volumeMounts(options),
  }),
);

/** Mount of one file, so that it hides nothing else of the image. */
export function file(volume: string, directory: string, name: string) {
  return { name: volume, mountPath: `${directory}/${name}`, subPath: name };
}
