import { application } from "../../compiler/language/language.ts";
import { largestHeap } from "./heap.ts";
import type { Options } from "./options.ts";

/** Apache ZooKeeper with the default of every option: an ensemble of three servers for demonstrations. */
export const zookeeper = application<Options>("zookeeper", {
  name: "zk",
  namespace: "zookeeper",
  clusterDomain: "cluster.local",
  production: false,
  servers: 3,

  cpu: 0.5,
  memory: "1Gi",
  heap: (self) => largestHeap(self.memory),

  storage: { size: "10Gi" },

  ports: { client: 2181, server: 2888, leaderElection: 3888 },

  timing: {
    tickTime: 2000,
    initLimit: 10,
    syncLimit: 5,
    minSessionTimeout: (self) => milliseconds(2, self.tickTime),
    maxSessionTimeout: (self) => milliseconds(20, self.tickTime),
  },
  maxClientConnections: 60,

  purge: { retain: 3, interval: 12 },

  logLevel: "INFO",
  image: "docker.io/library/zookeeper:3.9.5",
  imagePullPolicy: "IfNotPresent",
  disruptionBudget: (self) => (self.servers > 1 ? 1 : "none"),
});

function milliseconds(ticks: number, tickTime: number): number {
  // Where the tick time is no number, the schema says so; a timeout that is valid keeps it the only issue.
  return Number.isInteger(tickTime) && tickTime > 0 ? ticks * tickTime : ticks;
}
