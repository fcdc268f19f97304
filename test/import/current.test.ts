import { expect, test } from "vitest";
import { current } from "../../compiler/import/current.ts";

test("what the API server and Helm write of themselves is left out, and an address of a headless Service stays", () => {
  const live = {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name: "zk-hs",
      namespace: "kafka",
      uid: "1",
      resourceVersion: "7",
      creationTimestamp: "2026-01-01T00:00:00Z",
      labels: { app: "zk", "helm.sh/chart": "zookeeper-1" },
      annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}" },
    },
    spec: { clusterIP: "None", clusterIPs: ["None"], ipFamilies: ["IPv4"], selector: { app: "zk" } },
    status: { loadBalancer: {} },
  };
  expect(current(live).object).toEqual({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "zk-hs", namespace: "kafka", labels: { app: "zk" } },
    spec: { clusterIP: "None", selector: { app: "zk" } },
  });
  const { metadata, spec } = current({ ...live, spec: { ...live.spec, clusterIP: "10.0.0.7" } }).object;
  expect([metadata.name, spec]).toEqual(["zk-hs", { selector: { app: "zk" } }]);
});

test("of an API version that is gone, what the API server took then is filled in", () => {
  const template = { metadata: { labels: { app: "zk" } }, spec: {} };
  const old = { apiVersion: "apps/v1beta1", kind: "StatefulSet", metadata: { name: "zk" }, spec: { template } };
  expect(current(old)).toEqual({
    object: {
      ...old,
      apiVersion: "apps/v1",
      spec: { template, selector: { matchLabels: { app: "zk" } }, updateStrategy: { type: "OnDelete" } },
    },
    ofHelm: [],
    lost: [],
    upgrade: { from: "apps/v1beta1", to: "apps/v1", since: "1.16", added: ["spec.selector", "spec.updateStrategy"] },
  });
});

test("kind and version of a claim template, which the API server fills in, are left out", () => {
  const claim = { metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"] } };
  const live = { apiVersion: "v1", kind: "PersistentVolumeClaim", ...claim, status: { phase: "Pending" } };
  const set = { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name: "zk" } };
  expect(current({ ...set, spec: { volumeClaimTemplates: [live] } }).object).toEqual({
    ...set,
    spec: { volumeClaimTemplates: [claim] },
  });
});
