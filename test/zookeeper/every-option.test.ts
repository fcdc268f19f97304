import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { type Options, schema } from "../../apps/zookeeper/options.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { isObject, type Json } from "../../compiler/kubernetes/json.ts";
import type { Fields } from "../../compiler/language/types.ts";
import { optionPaths } from "../../compiler/validate/option-paths.ts";
import { optionsWith } from "./options-of.ts";

const issuer = { name: "ca", kind: "Issuer" } as const;
const policy = { enabled: true } as const;
const metrics = { prometheus: true, serviceMonitor: true } as const;

/** What has an effect only beside a switch comes with it. */
const security: Fields<Options>[] = [
  ...(["allow", "require"] as const).map((mode) => ({ tls: { clients: { mode } } })),
  { tls: { clients: { mode: "allow", authentication: "want" } } },
  { tls: { clients: { mode: "allow", secret: "other" } } },
  { tls: { clients: { mode: "allow", issuer } } },
  { tls: { clients: { mode: "allow", issuer: { ...issuer, kind: "ClusterIssuer" } } } },
  { ports: { secureClient: 2282 }, tls: { clients: { mode: "allow" } } },
  ...(["allow", "prefer", "require"] as const).map((mode) => ({ tls: { quorum: { mode } } })),
  { tls: { quorum: { mode: "allow", secret: "other" } } },
  { tls: { quorum: { mode: "allow", issuer } } },
  { tls: { quorum: { mode: "allow", issuer: { ...issuer, kind: "ClusterIssuer" } } } },
  ...(["allow", "require"] as const).map((clients) => ({ authentication: { clients } })),
  ...(["allow", "prefer", "require"] as const).map((quorum) => ({ authentication: { quorum } })),
  { authentication: { clients: "allow", jaasSecret: "other" } },
  { authentication: { superDigestSecret: "super" } },
  { networkPolicy: policy },
  { networkPolicy: { ...policy, clients: [] } },
  { metrics: { prometheus: true } },
  { networkPolicy: { ...policy, monitoring: [] }, metrics: { prometheus: true } },
  { ports: { metrics: 7001 }, metrics: { prometheus: true } },
  { metrics },
  { metrics: { ...metrics, alerts: true } },
  { metrics: { ...metrics, labels: { release: "x" } } },
  { adminServer: "localhost" },
  { adminServer: "all" },
  { ports: { admin: 8081 }, adminServer: "all" },
];

test("every option changes the objects, but those that only rules and the compiler look at", () => {
  const changes: Fields<Options>[] = [
    { name: "other" },
    { scripts: "image" },
    { names: { headlessService: "zk-headless" } },
    { names: { clientService: "zk" } },
    { names: { disruptionBudget: "zk" } },
    { names: { volume: "data" } },
    { names: { logVolume: "log" }, storage: { transactionLog: { size: "10Gi", className: "slow" } } },
    { selector: { "app.kubernetes.io/instance": "other" } },
    { namespace: "other" },
    { clusterDomain: "example.org" },
    { servers: 5 },
    { scalingTo: 5 },
    { membership: "dynamic" },
    { observers: 1 },
    { cpu: 1 },
    { cpuLimit: 1 },
    { memory: "2Gi", heap: "682M" },
    { heap: "100M" },
    { jvmFlags: ["-XX:+UseZGC"] },
    { juteMaxBuffer: 4_194_304 },
    { storage: { size: "11Gi" } },
    { storage: { className: "ssd" } },
    { storage: { transactionLog: { size: "10Gi" } } },
    { storage: { transactionLog: { size: "10Gi", className: "ssd" } } },
    { storage: { retention: { whenDeleted: "Delete" } } },
    { storage: { retention: { whenScaled: "Delete" } } },
    { directories: { data: "/var/lib/zookeeper/snapshots" } },
    { directories: { dataLog: "/var/lib/zookeeper/log" } },
    { snapshots: { snapCount: 10 } },
    { snapshots: { snapSizeLimit: "1Gi" } },
    { snapshots: { preAllocSize: "1Mi" } },
    { snapshots: { txnLogSizeLimit: "1Gi" } },
    { snapshots: { compression: "gz" } },
    { purge: { retain: 4 } },
    { purge: { interval: 1 } },
    { ports: { client: 2182 } },
    { ports: { server: 2889 } },
    { ports: { leaderElection: 3889 } },
    { timing: { tickTime: 1000 } },
    { timing: { initLimit: 11 } },
    { timing: { syncLimit: 6 } },
    { timing: { minSessionTimeout: 1 } },
    { timing: { maxSessionTimeout: 50_000 } },
    { maxClientConnections: 1 },
    { podManagement: "OrderedReady" },
    { updateStrategy: { type: "OnDelete" } },
    { updateStrategy: { partition: 1 } },
    { disruptionBudget: "none" },
    ...(["startup", "readiness", "liveness"] as const).flatMap((probe) => [
      { probes: { [probe]: { initialDelaySeconds: 1 } } },
      { probes: { [probe]: { periodSeconds: 11 } } },
      { probes: { [probe]: { timeoutSeconds: 4 } } },
      { probes: { [probe]: { failureThreshold: 4 } } },
    ]),
    { spreading: { nodes: "soft" } },
    { spreading: { nodes: "off" } },
    { spreading: { zones: "hard" } },
    { spreading: { zones: "off" } },
    { pods: { labels: { team: "data" } } },
    { pods: { annotations: { team: "data" } } },
    { pods: { nodeSelector: { team: "data" } } },
    { pods: { tolerations: [{ operator: "Exists" }] } },
    { pods: { priorityClassName: "high" } },
    { pods: { serviceAccountName: "zookeeper" } },
    { pods: { terminationGracePeriodSeconds: 60 } },
    { image: "zookeeper:3.9.6" },
    { imagePullPolicy: "Always" },
    { imagePullSecrets: ["registry"] },
    { logLevel: "DEBUG" },
    { overrides: { "StatefulSet/zk": { spec: { minReadySeconds: 10 } } } },
    { extraObjects: [{ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "zk" } }] },
    { logback: "<configuration/>" },
    ...security,
  ];
  const outputs = [{}, ...changes].map((change) => JSON.stringify(manifests(optionsWith(change))));
  expect(new Set(outputs).size).toBe(changes.length + 1);
  const base = optionsWith({});
  const afterBase = [{}, ...changes].map((change) => {
    manifests(base);
    return JSON.stringify(manifests(withPartsOf(base, optionsWith(change))));
  });
  expect(afterBase).toEqual(outputs);
  const covered = changes.flatMap((change) => leafPaths(JSON.parse(JSON.stringify(change))));
  const unseen = ["kubernetesVersion", "production"];
  const leaves = optionPaths(schema).filter(
    (path, _, all) => !all.some((other) => other.length > path.length && path.every((part, at) => other[at] === part)),
  );
  expect([...new Set([...covered, ...unseen])]).toEqual(expect.arrayContaining(leaves.map((path) => path.join("."))));
});

/** The options, those that equal the base's being the very same: as those of an environment are. */
function withPartsOf(base: Options, options: Options): Options {
  const same = Object.entries(base).filter(([name, value]) => isDeepStrictEqual(Reflect.get(options, name), value));
  return { ...options, ...Object.fromEntries(same) };
}

function leafPaths(value: Json): string[] {
  if (!isObject(value)) return [""];
  return Object.entries(value).flatMap(([key, item]) =>
    leafPaths(item).flatMap((path) => (path === "" ? [key] : [key, `${key}.${path}`])),
  );
}
