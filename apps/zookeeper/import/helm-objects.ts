import type { JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { antiAffinityOf, chartObjects, claim, given, numberAt, type Release, textAt } from "./chart-objects.ts";
import { valueAt } from "./values.ts";

/** What the kubernetes-zookeeper chart takes for keys that a file leaves out. */
export const helmDefaults: JsonObject = {
  ...{ Servers: 3, Cpu: "1", Memory: "4Gi", Heap: "2G", Storage: "50Gi", AntiAffinity: "hard", LogLevel: "INFO" },
  ...{ ServerPort: 2888, LeaderElectionPort: 3888, ClientPort: 2181, UpdateStrategy: "RollingUpdate" },
  ...{ TickTimeMs: 2000, InitTicks: 10, SyncTicks: 5, ClientCnxns: 60, SnapRetain: 3, PurgeHours: 1 },
  ...{ ProbeInitialDelaySeconds: 15, ProbeTimeoutSeconds: 5, MinSessionTimeout: 4000, MaxSessionTimeout: 40_000 },
  ...{ ImagePullPolicy: "Always", MaxUnavailable: 1 },
};

/** The flags of start-zookeeper by the keys that they are of. */
const flags = [
  ["servers", "Servers"],
  ["client_port", "ClientPort"],
  ["election_port", "LeaderElectionPort"],
  ["server_port", "ServerPort"],
  ["tick_time", "TickTimeMs"],
  ["init_limit", "InitTicks"],
  ["sync_limit", "SyncTicks"],
  ["heap", "Heap"],
  ["max_client_cnxns", "ClientCnxns"],
  ["snap_retain_count", "SnapRetain"],
  ["purge_interval", "PurgeHours"],
  ["max_session_timeout", "MaxSessionTimeout"],
  ["min_session_timeout", "MinSessionTimeout"],
  ["log_level", "LogLevel"],
] as const;

/** The objects of a release of the kubernetes-zookeeper chart; `file` has the chart's defaults. */
export function helmObjects(file: JsonObject, { name, namespace }: Release): readonly Manifest[] {
  const called = (kind: string) => `zk-${kind}${name}`.slice(0, 24);
  const selector = { component: called("") };
  const client = numberAt(file, 2181, "ClientPort");
  const quorum = [
    ["server", numberAt(file, 2888, "ServerPort")],
    ["leader-election", numberAt(file, 3888, "LeaderElectionPort")],
  ] as const;
  const probe = {
    exec: { command: ["sh", "-c", `zookeeper-ready ${client}`] },
    initialDelaySeconds: numberAt(file, 15, "ProbeInitialDelaySeconds"),
    timeoutSeconds: numberAt(file, 5, "ProbeTimeoutSeconds"),
  };
  const directories = ["--data_dir=/var/lib/zookeeper/data", "--data_log_dir=/var/lib/zookeeper/data/log"];
  const words = flags.map(([flag, key]) => `--${flag}=${String(valueAt(file, key))}`);
  return chartObjects(namespace, {
    names: { set: called(""), headless: called("hs-"), client: called("cs-") },
    selector,
    spec: {
      replicas: numberAt(file, 3, "Servers"),
      podManagementPolicy: "Parallel",
      updateStrategy: { type: textAt(file, "RollingUpdate", "UpdateStrategy") },
    },
    labels: {},
    annotations: {},
    pod: {
      ...antiAffinityOf(valueAt(file, "AntiAffinity"), selector),
      securityContext: { runAsUser: 1000, fsGroup: 1000 },
    },
    container: {
      name: "k8szk",
      image: textAt(file, "gcr.io/google_containers/kubernetes-zookeeper:1.0-3.4.10", "Image"),
      imagePullPolicy: textAt(file, "Always", "ImagePullPolicy"),
      command: ["sh", "-c", ["start-zookeeper", ...directories, ...words].join(" ")],
      resources: { requests: given({ memory: valueAt(file, "Memory"), cpu: valueAt(file, "Cpu") }) },
      readinessProbe: probe,
      livenessProbe: probe,
      volumeMounts: [{ name: "datadir", mountPath: "/var/lib/zookeeper" }],
    },
    ports: [["client", client], ...quorum],
    claims: [claim("datadir", valueAt(file, "Storage"), "50Gi", valueAt(file, "StorageClass"))],
    headlessPorts: quorum,
    headlessAnnotations: undefined,
    clientPorts: [["server", client]],
    clientAnnotations: undefined,
    clientSpec: {},
    budget: { name: called("pdb-"), spec: given({ maxUnavailable: valueAt(file, "MaxUnavailable") }) },
  });
}
