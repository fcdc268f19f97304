import fc from "fast-check";
import { expect, test } from "vitest";
import { bitnamiKeys } from "../../apps/zookeeper/import/bitnami-keys.ts";
import { bitnamiValues as valuesOfRelease } from "../../apps/zookeeper/import/bitnami-values.ts";
import { chartOf } from "../../apps/zookeeper/import/charts.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";
import { files, filesOfOneKey } from "./arbitrary-values.ts";
import { dropped, fixture, foundAt, wrong } from "./values.ts";

const bitnamiValues = (file: JsonObject) => valuesOfRelease(file, { name: "shop", namespace: "shop" });

test("a few values of Bitnami's chart become options", () => {
  const imported = bitnamiValues(fixture("bitnami-partial"));
  expect(imported.options).toEqual({
    name: "orders-zk",
    namespace: "orders",
    servers: 3,
    cpu: "250m",
    memory: "2Gi",
    heap: "1024M",
    storage: { size: "20Gi", className: "standard" },
  });
  expect(foundAt(imported)).toEqual(["resources.requests.memory", "resources.limits.ephemeral-storage"]);
  expect(wrong(imported.options)).toEqual([]);
});

const clientsOfOrders = [
  { podSelector: { matchLabels: { "shop-zookeeper-client": "true" } } },
  { namespaceSelector: { matchLabels: { team: "orders" } } },
];

test("many values of Bitnami's chart become options", () => {
  const imported = bitnamiValues(fixture("bitnami-secure"));
  expect(imported.options).toEqual({
    imagePullSecrets: ["pull"],
    imagePullPolicy: "Always",
    clusterDomain: "corp.example",
    kubernetesVersion: "1.34",
    servers: 5,
    authentication: { clients: "allow", quorum: "require" },
    tls: { clients: { mode: "allow", authentication: "want" }, quorum: { mode: "require" } },
    timing: { tickTime: 2500, initLimit: 12, syncLimit: 6, maxSessionTimeout: 50_000 },
    snapshots: { preAllocSize: "64Mi", snapCount: 50_000 },
    maxClientConnections: 200,
    purge: { retain: 10, interval: 1 },
    jvmFlags: ["-XX:+UseZGC"],
    heap: "2G",
    logLevel: "ERROR",
    directories: { dataLog: "/srv/zookeeper/log" },
    storage: { size: "30Gi", className: "standard", transactionLog: { size: "5Gi", className: "standard" } },
    cpu: 1,
    cpuLimit: 2,
    memory: "4096Mi",
    pods: {
      labels: { team: "orders" },
      annotations: { "example.com/contact": "orders" },
      nodeSelector: { pool: "storage" },
      tolerations: [{ key: "dedicated", operator: "Exists" }],
      priorityClassName: "critical",
      serviceAccountName: "zookeeper",
    },
    spreading: { nodes: "hard", zones: "hard" },
    podManagement: "Parallel",
    updateStrategy: { type: "RollingUpdate", partition: 1 },
    probes: { liveness: { initialDelaySeconds: 30, periodSeconds: 10, timeoutSeconds: 6, failureThreshold: 6 } },
    ports: { client: 2182, secureClient: 3182, server: 2889, metrics: 9141 },
    networkPolicy: { enabled: true, clients: clientsOfOrders },
    metrics: { prometheus: true, serviceMonitor: true, alerts: true, labels: { release: "monitoring" } },
  });
  expect(foundAt(imported).toSorted()).toEqual(
    [
      ...["global.imageRegistry", "image", "commonLabels", "minServerId", "auth.client", "auth.quorum"],
      ...["tls.client", "tls.quorum", "jvmFlags", "heapSize", "startupProbe", "containerPorts.client", "sidecars"],
      ...["extraEnvVars", "metrics.serviceMonitor.interval"],
      "metrics.prometheusRule.rules",
    ].toSorted(),
  );
  expect(wrong(imported.options)).toEqual([]);
});

test("of a NetworkPolicy that is not open for all, the pods stay let in that have the label of its clients", () => {
  const networkPolicy = { enabled: true, allowExternal: false };
  expect(bitnamiValues({ networkPolicy, fullnameOverride: "zk" }).options["networkPolicy"]).toEqual({
    enabled: true,
    clients: [{ podSelector: { matchLabels: { "zk-client": "true" } } }],
  });
});

test("no secret is in options or messages", () => {
  expect(JSON.stringify(bitnamiValues(fixture("bitnami-secure")))).not.toContain("opensesame");
});

test("of the chart's own defaults only that is told which is something else with Overlayer", () => {
  const imported = bitnamiValues(fixture("bitnami-defaults"));
  expect(foundAt(imported)).toEqual([]);
  expect(wrong(imported.options)).toEqual([]);
});

test("a preset is the memory and CPU that it stands for", () => {
  expect(bitnamiValues({ resourcesPreset: "large" }).options).toMatchObject({
    cpu: 1,
    cpuLimit: 1.5,
    memory: "3072Mi",
  });
});

test("the chart's heap in a small preset gets the memory that it needs", () => {
  const imported = bitnamiValues({ resourcesPreset: "micro", heapSize: "1024" });
  expect(imported.options).toMatchObject({ heap: "1024M", memory: "1536Mi" });
  expect(wrong(imported.options)).toEqual([]);
});

test("of two StorageClasses that of all charts is taken, and the other told", () => {
  const imported = bitnamiValues({ global: { storageClass: "fast" }, persistence: { storageClass: "slow" } });
  expect(imported.options).toMatchObject({ storage: { className: "fast" } });
  expect(foundAt(imported)).toEqual(["persistence.storageClass"]);
});

test("the names of older charts are read too", () => {
  const old = { service: { port: 2182, followerPort: 2889 }, updateStrategy: "OnDelete", auth: { enabled: true } };
  expect(bitnamiValues(old).options).toMatchObject({
    ports: { client: 2182, server: 2889 },
    updateStrategy: { type: "OnDelete" },
    authentication: { clients: "allow" },
  });
});

test("a label without its right form, and one that would be no field, are told for themselves", () => {
  const podLabels = JSON.parse('{"team":"a","bad key":"b","__proto__":"c","app.kubernetes.io/part-of":"{}"}');
  const imported = bitnamiValues({ podLabels });
  expect(imported.options).toMatchObject({ pods: { labels: { team: "a" } } });
  expect(foundAt(imported)).toEqual([
    "podLabels.bad key",
    "podLabels.__proto__",
    "podLabels.app.kubernetes.io/part-of",
  ]);
});

test.each(["bitnami-partial", "bitnami-secure", "bitnami-defaults"])("nothing of %s is dropped in silence", (name) => {
  expect(dropped(bitnamiValues, fixture(name))).toEqual([]);
});

test("no key of the chart is dropped in silence", () => {
  expect(filesOfOneKey(bitnamiKeys).flatMap((file) => dropped(bitnamiValues, file))).toEqual([]);
});

test("nothing of any file with keys of the chart is dropped in silence", () => {
  fc.assert(fc.property(files(bitnamiKeys), (file) => void expect(dropped(bitnamiValues, file)).toEqual([])));
});

test("options of any file are what the schema accepts", () => {
  const bySchema = (issues: readonly string[]) => issues.filter((issue) => !issue.startsWith("zookeeper/"));
  fc.assert(
    fc.property(files(bitnamiKeys), (file) => void expect(bySchema(wrong(bitnamiValues(file).options))).toEqual([])),
    { numRuns: 50 },
  );
});

test.each([
  ["helm-large", "kubernetes-zookeeper"],
  ["helm-single", "kubernetes-zookeeper"],
  ["incubator", "zookeeper of the incubator"],
  ["bitnami-partial", "zookeeper of Bitnami"],
  ["bitnami-secure", "zookeeper of Bitnami"],
  ["bitnami-defaults", "zookeeper of Bitnami"],
])("%s is a values file of %s", (name, chart) => {
  expect(chartOf(fixture(name))?.name).toBe(chart);
});

test.each([
  ["another chart's", { replicaCount: 2, ingress: { enabled: true }, autoscaling: {}, config: {} }],
  ["a Kubernetes object", { apiVersion: "v1", kind: "Service", service: {} }],
  ["an empty file", {}],
  ["keys of every map", { constructor: 1, toString: 2 }],
])("%s is none", (_, document) => {
  expect(chartOf(document)).toBeUndefined();
});
