import { application } from "../../compiler/language/language.ts";
import { largestSnapSizeLimit } from "./log-volume.ts";
import type { Options } from "./options.ts";
import { largestHeap } from "./sizes.ts";

/** Apache ZooKeeper with the default of every option: an ensemble of three servers for demonstrations. */
export const zookeeper = application<Options>("zookeeper", {
  name: "zk",
  namespace: "zookeeper",
  clusterDomain: "cluster.local",
  kubernetesVersion: "1.34",
  production: false,

  servers: 3,
  observers: 0,
  membership: "static",

  cpu: 0.5,
  memory: "1Gi",
  heap: (self) => largestHeap(self.memory),
  jvmFlags: [],
  juteMaxBuffer: 1_048_575,

  storage: { size: "10Gi", retention: { whenDeleted: "Retain", whenScaled: "Retain" } },
  directories: {
    // As the classic ZooKeeper manifests have them, so that the volumes of a running ensemble can be adopted.
    data: "/var/lib/zookeeper/data",
    dataLog: (self, _super, { storage }) =>
      storage.transactionLog === undefined ? `${self.data}/log` : "/var/lib/zookeeper-log",
  },
  snapshots: {
    snapCount: 100_000,
    snapSizeLimit: (_self, _super, { storage, purge }) => largestSnapSizeLimit(storage, purge),
    preAllocSize: "64Mi",
    compression: "none",
  },
  purge: { retain: 3, interval: 12 },

  ports: { client: 2181, server: 2888, leaderElection: 3888, secureClient: 2281, metrics: 7000, admin: 8080 },

  timing: {
    tickTime: 2000,
    initLimit: 10,
    syncLimit: 5,
    minSessionTimeout: (self) => milliseconds(2, self.tickTime),
    maxSessionTimeout: (self) => milliseconds(20, self.tickTime),
  },
  maxClientConnections: 60,

  podManagement: "Parallel",
  updateStrategy: { type: "RollingUpdate" },
  disruptionBudget: (self) => (self.servers > 1 ? 1 : "none"),
  probes: {
    // a server answers only when it has read its last snapshot, for which a large one gets ten minutes
    startup: { initialDelaySeconds: 0, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 120 },
    readiness: { initialDelaySeconds: 0, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    liveness: { initialDelaySeconds: 0, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
  },
  spreading: { nodes: "hard", zones: "soft" },
  pods: { labels: {}, annotations: {}, nodeSelector: {}, tolerations: [], terminationGracePeriodSeconds: 30 },

  tls: { clients: { mode: "off", authentication: "need" }, quorum: { mode: "off" } },
  authentication: { clients: "off", quorum: "off" },
  networkPolicy: {
    enabled: false,
    clients: [{ namespaceSelector: {} }],
    monitoring: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } }],
  },
  metrics: { prometheus: false, serviceMonitor: false, alerts: false, labels: {} },
  adminServer: "off",

  image: "docker.io/library/zookeeper:3.9.5",
  scripts: "mounted",
  imagePullPolicy: "IfNotPresent",
  imagePullSecrets: [],
  logLevel: "INFO",

  overrides: {},
  extraObjects: [],
});

function milliseconds(ticks: number, tickTime: number): number {
  // Where the tick time is no number, the schema says so; a timeout that is valid keeps it the only issue.
  return Number.isInteger(tickTime) && tickTime > 0 ? ticks * tickTime : ticks;
}
