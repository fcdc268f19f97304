import type { JsonObject } from "../../../compiler/kubernetes/json.ts";
import { antiAffinity, fourLetterWords, image, maxUnavailable } from "./chart-readers.ts";
import { heapIn } from "./sizing.ts";
import {
  bytes,
  capitals,
  count,
  cpu,
  never,
  option,
  options,
  storageClass,
  together,
  unless,
} from "./value-readers.ts";
import { type Imported, type Reader, readValues, type Table, valueAt } from "./values.ts";

/** Probes of this chart have the same numbers. */
function probes(field: string): Reader {
  return options(["probes", "readiness", field], ["probes", "liveness", field]);
}

/** The keys of the kubernetes-zookeeper chart, which runs start-zookeeper. */
export const helmKeys: Table = {
  Servers: count("servers"),
  Cpu: cpu("cpu"),
  Memory: bytes("memory"),
  Heap: together,
  Storage: bytes("storage", "size"),
  StorageClass: storageClass("storage", "className"),
  ServerPort: count("ports", "server"),
  LeaderElectionPort: count("ports", "leaderElection"),
  ClientPort: count("ports", "client"),
  Image: image,
  ImagePullPolicy: option("imagePullPolicy"),
  TickTimeMs: count("timing", "tickTime"),
  InitTicks: count("timing", "initLimit"),
  SyncTicks: count("timing", "syncLimit"),
  MinSessionTimeout: count("timing", "minSessionTimeout"),
  MaxSessionTimeout: count("timing", "maxSessionTimeout"),
  ClientCnxns: count("maxClientConnections"),
  SnapRetain: count("purge", "retain"),
  PurgeHours: count("purge", "interval"),
  ProbeInitialDelaySeconds: probes("initialDelaySeconds"),
  ProbeTimeoutSeconds: probes("timeoutSeconds"),
  ProbePeriodSeconds: probes("periodSeconds"),
  ProbeFailureThreshold: probes("failureThreshold"),
  ProbeSuccessThreshold: unless([1], "Overlayer's probes succeed at once"),
  AntiAffinity: antiAffinity,
  LogLevel: capitals("logLevel"),
  UpdateStrategy: option("updateStrategy", "type"),
  MaxUnavailable: maxUnavailable("Servers"),
  ZooKeeper4LetterWordCommandsWhiteList: fourLetterWords,
  RunAsUser: unless([1000], "Overlayer's servers run as user 1000, the official image's"),
  FsGroup: unless([1000], "Overlayer's volumes belong to group 1000, the official image's"),
  ServiceAccount: never("Overlayer makes no ServiceAccount", "name one that exists by pods.serviceAccountName"),
  OpenShift: unless([false], "Overlayer makes no role bindings", "write them as extraObjects"),
};

/**
 * Options of a values file of the kubernetes-zookeeper chart. Its volumes are laid out as Overlayer's, and belong to the
 * same user.
 */
export function helmValues(file: JsonObject): Imported {
  return readValues(file, helmKeys, [() => heapIn(valueAt(file, "Memory"), valueAt(file, "Heap"), ["Heap"])]);
}
