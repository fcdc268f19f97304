import type { JsonObject } from "../../../compiler/kubernetes/json.ts";
import { fourLetterWords, image, maxUnavailable, noOption, overridePod } from "./chart-readers.ts";
import { headlessAnnotations, serviceField } from "./chart-service.ts";
import { heapIn, memoryOf, resources } from "./sizing.ts";
import {
  bytes,
  capitals,
  count,
  entries,
  never,
  option,
  storageClass,
  together,
  tolerations,
  unless,
} from "./value-readers.ts";
import { type Imported, type Reading, readValues, type Table, valueAt } from "./values.ts";

const notRead = "the chart's start script reads the variables that begin with ZK_ in its place";
const tcp = unless(["TCP"], "all ports are TCP");

/** Variables of the container, of which the chart's start script makes zoo.cfg. */
const variables: Table = {
  ZK_HEAP_SIZE: together,
  ZK_LOG_LEVEL: capitals("logLevel"),
  ZK_CLIENT_PORT: count("ports", "client"),
  ZK_SERVER_PORT: count("ports", "server"),
  ZK_ELECTION_PORT: count("ports", "leaderElection"),
  ZK_TICK_TIME: count("timing", "tickTime"),
  ZK_INIT_LIMIT: count("timing", "initLimit"),
  ZK_SYNC_LIMIT: count("timing", "syncLimit"),
  ZK_MIN_SESSION_TIMEOUT: count("timing", "minSessionTimeout"),
  ZK_MAX_SESSION_TIMEOUT: count("timing", "maxSessionTimeout"),
  ZK_MAX_CLIENT_CNXNS: count("maxClientConnections"),
  ZK_SNAP_RETAIN_COUNT: count("purge", "retain"),
  ZK_PURGE_INTERVAL: count("purge", "interval"),
  ZK_QUORUM_LISTEN_ALL_IP: unless([true], "Overlayer's servers listen for each other on all addresses"),
  ZK_DATA_DIR: never("the files stay where they are in the volume: see the option directories"),
  ZK_DATA_LOG_DIR: never("the files stay where they are in the volume: see the option directories"),
  ZOO_PORT: unless([2181], notRead),
  ZOO_INIT_LIMIT: unless([5], notRead),
  ZOO_TICK_TIME: unless([2000], notRead),
  ZOO_MAX_CLIENT_CNXNS: unless([60], notRead),
  ZOO_AUTOPURGE_PURGEINTERVAL: unless([0], notRead),
  ZOO_AUTOPURGE_SNAPRETAINCOUNT: unless([3], notRead),
  ZOO_STANDALONE_ENABLED: unless([false], notRead),
  ZOO_4LW_COMMANDS_WHITELIST: fourLetterWords,
  JMXAUTH: unless(["false"], "Overlayer's servers have no JMX port"),
  JMXDISABLE: unless(["true"], "Overlayer's servers have no JMX port", "metrics.prometheus serves the same numbers"),
  JMXPORT: unless([1099], "Overlayer's servers have no JMX port"),
  JMXSSL: unless(["false"], "Overlayer's servers have no JMX port"),
};

/** The keys of the incubator's chart. */
export const incubatorKeys: Table = {
  replicaCount: count("servers"),
  podDisruptionBudget: { maxUnavailable: maxUnavailable("replicaCount") },
  terminationGracePeriodSeconds: count("pods", "terminationGracePeriodSeconds"),
  updateStrategy: { type: option("updateStrategy", "type") },
  podManagementPolicy: option("podManagement"),
  image: { repository: together, tag: together, pullPolicy: option("imagePullPolicy") },
  service: {
    type: serviceField("type"),
    annotations: serviceField("annotations"),
    ports: {
      client: {
        port: count("ports", "client"),
        targetPort: unless(["client"], "pods and Services have the same ports"),
        protocol: tcp,
      },
    },
  },
  headless: { annotations: headlessAnnotations },
  ports: {
    client: { containerPort: count("ports", "client"), protocol: tcp },
    election: { containerPort: count("ports", "leaderElection"), protocol: tcp },
    server: { containerPort: count("ports", "server"), protocol: tcp },
  },
  resources,
  priorityClassName: option("pods", "priorityClassName"),
  nodeSelector: entries("pods", "nodeSelector"),
  tolerations,
  affinity: never(noOption, "spreading.nodes and spreading.zones keep servers apart; or override the pod's affinity"),
  podAnnotations: entries("pods", "annotations"),
  podLabels: entries("pods", "labels"),
  securityContext: {
    fsGroup: unless([1000], "Overlayer's volumes belong to group 1000, the official image's"),
    runAsUser: unless([1000], "Overlayer's servers run as user 1000, the official image's"),
  },
  command: unless([["/bin/bash", "-xec", "/config-scripts/run"]], "Overlayer's command is start-zookeeper"),
  secrets: never(noOption, overridePod),
  persistence: {
    enabled: unless(
      [true],
      "Overlayer's servers always have volumes: without one a server loses writes it has confirmed",
    ),
    storageClass: storageClass("storage", "className"),
    accessMode: unless(["ReadWriteOnce"], noOption),
    size: bytes("storage", "size"),
  },
  exporters: never(
    "Overlayer has no exporters beside the server",
    "metrics.prometheus serves the server's own metrics",
  ),
  prometheus: {
    serviceMonitor: {
      enabled: option("metrics", "serviceMonitor"),
      selector: entries("metrics", "labels"),
      namespace: never("Overlayer's ServiceMonitor is in the namespace of the servers"),
    },
  },
  schedulerName: never(noOption, overridePod),
  env: variables,
  extraconfig: never("Overlayer makes zoo.cfg", "set the options for what it says"),
  jobs: never("Overlayer makes no znodes", "write a Job in extraObjects"),
};

/** Options of a values file of the incubator's chart. */
export function incubatorValues(file: JsonObject): Imported {
  return readValues(file, incubatorKeys, [
    () => heapIn(memoryOf(valueAt(file, "resources")), valueAt(file, "env", "ZK_HEAP_SIZE"), ["env", "ZK_HEAP_SIZE"]),
    () => imageOf(file),
  ]);
}

function imageOf(file: JsonObject): readonly Reading[] {
  const repository = valueAt(file, "image", "repository");
  const tag = valueAt(file, "image", "tag");
  if (repository === undefined && tag === undefined) return [];
  return image(`${repository ?? "zookeeper"}:${tag ?? "3.5.5"}`).map((reading) => ({ ...reading, at: ["image"] }));
}
