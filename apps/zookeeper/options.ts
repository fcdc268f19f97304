import * as z from "zod";
import { extraObjects, overridesOf } from "../../compiler/kubernetes/customization.ts";
import { bytes, cpu, dnsLabel, dnsName, port } from "../../compiler/kubernetes/schema.ts";
import { authentication } from "./options/authentication.ts";
import { directories } from "./options/directories.ts";
import { juteMaxBuffer, jvmFlags } from "./options/jvm.ts";
import { membership, scalingTo } from "./options/membership.ts";
import { adminServer, metrics } from "./options/monitoring.ts";
import { networkPolicy } from "./options/network-policy.ts";
import { pods } from "./options/pods.ts";
import { probes } from "./options/probes.ts";
import { purge } from "./options/purge.ts";
import { snapshots } from "./options/snapshots.ts";
import { spreading } from "./options/spreading.ts";
import { storage } from "./options/storage.ts";
import { timing } from "./options/timing.ts";
import { tls } from "./options/tls.ts";
import { updateStrategy } from "./options/update-strategy.ts";

// The source of an option is the setting that it becomes: of zoo.cfg, of a Kubernetes object, of the JVM.

/** Everything that an environment can configure. The defaults are in defaults.ts, rules across options in rules/. */
export const schema = z.strictObject({
  name: z
    .string()
    // a StatefulSet labels its pods with its name, a dash and up to ten characters, and labels have at most 63
    .max(52)
    .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, {
      error: "lower-case letters, digits and dashes that begin with a letter and end with a letter or digit",
    })
    .meta({
      description: "Name of the ensemble, from which all objects have theirs. Another name is another ensemble.",
      source: "StatefulSet metadata.name",
    }),
  namespace: dnsLabel.meta({
    description: "Namespace of all objects; it must exist.",
    source: "every object's metadata.namespace",
  }),
  clusterDomain: dnsName.meta({
    description: "DNS domain of the cluster, in which the servers find each other.",
    source: "kubelet configuration clusterDomain",
  }),
  kubernetesVersion: z
    .templateLiteral(["1.", z.int()], { error: 'a version such as "1.34"' })
    .refine((version) => /^1\.(2[7-9]|[3-9]\d)$/.test(version), { error: "1.27 or later" })
    .meta({ description: "Version of Kubernetes that the environment's cluster runs.", source: "kubectl version" }),
  production: z.boolean().meta({
    description: "Whether the ensemble is for production, which rules are stricter about.",
    source: "the rules",
  }),

  servers: z.int().min(1).max(255).meta({
    description:
      "Number of servers that vote. Odd: 3 to survive one failure, 5 for one more while a server is replaced.",
    source: "StatefulSet spec.replicas; zoo.cfg server.N",
  }),
  observers: z.int().min(0).max(254).meta({
    description: "Number of servers beside these that serve reads but never vote; their pods have the last ordinals.",
    source: "StatefulSet spec.replicas; zoo.cfg server.N=…:observer",
  }),
  scalingTo: scalingTo.exactOptional(),
  membership,

  cpu: cpu.meta({
    description: "CPU that one server requests: cores, or thousandths such as 500m.",
    source: "container resources.requests.cpu",
  }),
  cpuLimit: cpu.exactOptional().meta({
    description: "CPU that one server may use; no limit where it is absent, which spares it from being throttled.",
    source: "container resources.limits.cpu",
  }),
  memory: bytes("256Mi").meta({
    description: "Memory of one server's pod, requested and limit.",
    source: "container resources.requests.memory and resources.limits.memory",
  }),
  heap: z
    .templateLiteral([z.int(), z.enum(["M", "G"])], { error: 'a JVM size such as "512M" or "2G"' })
    .refine((heap) => Number.parseInt(heap, 10) > 0, { error: "more than nothing" })
    .meta({
      description: "Java heap of one server, which holds all znodes. JVM sizes are binary: 2G is 2Gi of memory.",
      title: "JVM size such as 512M or 2G",
      source: "JVM -Xmx, by ZK_SERVER_HEAP of zkEnv.sh",
    }),
  jvmFlags,
  juteMaxBuffer,

  storage,
  directories,
  snapshots,
  purge,

  ports: z
    .strictObject({
      client: port.meta({ description: "Port that clients connect to.", source: "zoo.cfg server.N=…;port" }),
      server: port.meta({ description: "Port on which followers connect to the leader.", source: "zoo.cfg server.N" }),
      leaderElection: port.meta({ description: "Port on which servers elect the leader.", source: "zoo.cfg server.N" }),
      secureClient: port.meta({
        description: "Port that clients connect to with TLS.",
        source: "zoo.cfg secureClientPort",
      }),
      metrics: port.meta({
        description: "Port on which Prometheus reads the metrics.",
        source: "zoo.cfg metricsProvider.httpPort",
      }),
      admin: port.meta({ description: "Port of the AdminServer.", source: "zoo.cfg admin.serverPort" }),
    })
    .describe("TCP ports, all different."),

  timing,
  maxClientConnections: z.int32().min(0).meta({
    description: "Connections to one server from one IP address; 0 for no limit.",
    source: "zoo.cfg maxClientCnxns",
  }),

  podManagement: z.enum(["Parallel", "OrderedReady"]).meta({
    description: "Whether all pods start and stop at once, or each waits until the one before it is ready.",
    source: "StatefulSet spec.podManagementPolicy",
  }),
  updateStrategy,
  disruptionBudget: z.literal([1, "none"]).meta({
    description: 'How many servers node drains may stop at a time; "none" for no PodDisruptionBudget.',
    source: "PodDisruptionBudget spec.maxUnavailable",
  }),
  probes,
  spreading,
  pods,

  tls,
  authentication,
  networkPolicy,
  metrics,
  adminServer,

  image: z
    .string()
    .regex(/^[a-z0-9][\w.:/-]*(@sha256:[0-9a-f]{64})?$/, { error: 'an image such as "zookeeper:3.9.5"' })
    .meta({
      description: "Container image, made like the official one, with a tag or digest.",
      source: "container image",
    }),
  scripts: z.enum(["mounted", "image"]).meta({
    description:
      "Whether pods mount Overlayer's scripts from a ConfigMap, or the image has them: docs/export.md tells how.",
    source: "the volume scripts",
  }),
  imagePullPolicy: z
    .enum(["Always", "IfNotPresent", "Never"])
    .meta({ description: "When a node pulls the image.", source: "container imagePullPolicy" }),
  imagePullSecrets: z.array(dnsName).meta({
    description: "Names of the Secrets with which nodes pull the image; they must exist.",
    source: "Pod spec.imagePullSecrets",
  }),
  logLevel: z
    .enum(["TRACE", "DEBUG", "INFO", "WARN", "ERROR"])
    .meta({ description: "Least level of the lines logged to stdout.", source: "logback root level" }),
  logback: z
    .string()
    .max(100_000)
    .regex(/<configuration[\s/>]/, { error: "the text of a logback.xml" })
    .exactOptional()
    .meta({
      description:
        "A whole logback.xml in place of Overlayer's, which logs to stdout; ZOO_LOG_LEVEL in it is logLevel.",
      source: "logback.xml",
    }),

  overrides: overridesOf<
    "apps/v1 StatefulSet" | "policy/v1 PodDisruptionBudget" | "v1 Service" | "networking.k8s.io/v1 NetworkPolicy"
  >(),
  extraObjects,
});

/** The options of one environment, after validation. */
export type Options = z.output<typeof schema>;
