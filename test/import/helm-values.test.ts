import fc from "fast-check";
import { expect, test } from "vitest";
import { helmKeys, helmValues } from "../../apps/zookeeper/import/helm-values.ts";
import { incubatorKeys, incubatorValues } from "../../apps/zookeeper/import/incubator-values.ts";
import { files, filesOfOneKey } from "./arbitrary-values.ts";
import { dropped, fixture, foundAt, wrong } from "./values.ts";

test("a values file of the kubernetes-zookeeper chart becomes options", () => {
  const imported = helmValues(fixture("helm-large"));
  expect(imported.options).toEqual({
    servers: 5,
    cpu: 1.5,
    memory: "6Gi",
    heap: "4G",
    storage: { size: "120Gi", className: "fast" },
    ports: { server: 2889, leaderElection: 3889, client: 2182 },
    imagePullPolicy: "Always",
    timing: { tickTime: 3000, initLimit: 8, syncLimit: 4, minSessionTimeout: 6000, maxSessionTimeout: 60_000 },
    maxClientConnections: 100,
    purge: { retain: 5, interval: 6 },
    probes: {
      readiness: { initialDelaySeconds: 20, timeoutSeconds: 7 },
      liveness: { initialDelaySeconds: 20, timeoutSeconds: 7 },
    },
    spreading: { nodes: "soft" },
    logLevel: "WARN",
    updateStrategy: { type: "OnDelete" },
  });
  expect(foundAt(imported)).toEqual(["Image"]);
  // the image is of 3.4
  expect(imported.findings[0]?.hint).toContain("ZOOKEEPER-3056");
  expect(wrong(imported.options)).toEqual([]);
});

test("a single server has no budget, and the official image of a sound version is taken", () => {
  const imported = helmValues(fixture("helm-single"));
  expect(imported.options).toMatchObject({ servers: 1, heap: "512M", image: "zookeeper:3.9.5" });
  expect(foundAt(imported)).toEqual(["MaxUnavailable", "ZooKeeper4LetterWordCommandsWhiteList"]);
  expect(wrong(imported.options)).toEqual([]);
});

test("a values file of the incubator's chart becomes options", () => {
  const imported = incubatorValues(fixture("incubator"));
  expect(imported.options).toEqual({
    servers: 3,
    pods: {
      terminationGracePeriodSeconds: 120,
      nodeSelector: { disk: "ssd" },
      tolerations: [{ key: "dedicated", operator: "Equal", value: "zookeeper", effect: "NoSchedule" }],
    },
    updateStrategy: { type: "RollingUpdate" },
    imagePullPolicy: "IfNotPresent",
    cpu: "500m",
    memory: "2Gi",
    heap: "1G",
    storage: { size: "5Gi" },
    metrics: { serviceMonitor: false, labels: { release: "monitoring" } },
    timing: { syncLimit: 10 },
    purge: { interval: 24 },
    logLevel: "WARN",
  });
  expect(foundAt(imported)).toEqual(["persistence.storageClass", "exporters", "env.ZOO_INIT_LIMIT", "jobs", "image"]);
  expect(wrong(imported.options)).toEqual([]);
});

test("a heap that does not fit gets the memory that it needs, and it is told", () => {
  const imported = helmValues({ Memory: "1Gi", Heap: "2G" });
  expect(imported.options).toMatchObject({ heap: "2G", memory: "3072Mi" });
  expect(foundAt(imported)).toEqual(["Memory", "Heap"]);
  expect(wrong(imported.options)).toEqual([]);
});

test.each([
  ["helm-large", helmValues],
  ["helm-single", helmValues],
  ["incubator", incubatorValues],
] as const)("nothing of %s is dropped in silence", (name, read) => {
  expect(dropped(read, fixture(name))).toEqual([]);
});

test.each([
  ["kubernetes-zookeeper", helmKeys, helmValues],
  ["incubator", incubatorKeys, incubatorValues],
] as const)("nothing of any file with keys of the %s chart is dropped in silence", (_, keys, read) => {
  expect(filesOfOneKey(keys).flatMap((file) => dropped(read, file))).toEqual([]);
  fc.assert(fc.property(files(keys), (file) => void expect(dropped(read, file)).toEqual([])));
});

test.each([
  ["a template", { Servers: "{{ .Values.count }}" }],
  ["a number that is none", { Servers: "three" }],
  ["a port of the system", { ClientPort: 80 }],
  ["a key that is not the chart's", { Replicas: 3 }],
])("%s is told", (_, file) => {
  const imported = helmValues(file);
  expect(imported.options).toEqual({});
  expect(foundAt(imported)).toEqual(Object.keys(file));
});
