import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bitnamiKeys } from "../../apps/zookeeper/import/bitnami-keys.ts";
import { helmKeys } from "../../apps/zookeeper/import/helm-values.ts";
import { incubatorKeys } from "../../apps/zookeeper/import/incubator-values.ts";
import { readObjects } from "../../apps/zookeeper/import/objects.ts";
import { readRelease } from "../../apps/zookeeper/import/release.ts";
import type { ReadObjects } from "../../compiler/application.ts";
import { current } from "../../compiler/import/current.ts";
import { readInput } from "../../compiler/import/documents.ts";
import { optionTree } from "../../compiler/import/option-tree.ts";
import type { JsonObject } from "../../compiler/kubernetes/json.ts";
import { files } from "./arbitrary-values.ts";
import { fixture } from "./values.ts";

/** What is read of a file as the release shop in the namespace shop. */
function releaseOf(values: JsonObject): ReadObjects {
  const read = readRelease(values, { name: "shop", namespace: "shop" });
  if (read === undefined || "message" in read) throw new Error("this is no values file");
  return read;
}

/** What can never change, and where the data is. */
function identityOf({ options }: ReadObjects): JsonObject {
  const { name, namespace, selector, names, servers, podManagement, storage, directories } = optionTree(options);
  return JSON.parse(JSON.stringify({ name, namespace, selector, names, servers, podManagement, storage, directories }));
}

test("names, selector and volumes are those of what Bitnami's chart renders of the same values", () => {
  const rendered = readInput("rendered", readFileSync("test/import/fixtures/bitnami-rendered.yaml", "utf8"));
  const objects = readObjects(rendered.objects.map(({ object }) => current(object).object));
  if ("message" in objects) throw new Error(objects.message);
  const values = { replicaCount: 3, tickTime: 2000, persistence: { size: "8Gi" } };
  expect(identityOf(releaseOf(values))).toEqual(identityOf(objects));
});

test("names of the kubernetes-zookeeper chart are cut after 24 characters", () => {
  const read = readRelease(fixture("helm-single"), { name: "a-release-of-a-long-name", namespace: undefined });
  expect(read).toMatchObject({
    compared: [
      { kind: "Service", metadata: { name: "zk-hs-a-release-of-a-lon", namespace: "default" } },
      { kind: "Service", metadata: { name: "zk-cs-a-release-of-a-lon" } },
      { kind: "PodDisruptionBudget", metadata: { name: "zk-pdb-a-release-of-a-lo" } },
      { kind: "StatefulSet", metadata: { name: "zk-a-release-of-a-long-n" }, spec: { replicas: 1 } },
    ],
  });
});

test("the incubator's chart has its data at the top of the volume, and its log in a folder of that", () => {
  expect(identityOf(releaseOf(fixture("incubator")))).toMatchObject({
    name: "shop-zookeeper",
    selector: { app: "zookeeper", release: "shop", component: "server" },
    names: { volume: "data", headlessService: "shop-zookeeper-headless" },
    directories: { data: "/var/lib/zookeeper/data", dataLog: "/var/lib/zookeeper/data/log" },
  });
});

test("a full name and a namespace of the file come before those of the command line", () => {
  expect(identityOf(releaseOf(fixture("bitnami-partial")))).toMatchObject({
    name: "orders-zk",
    namespace: "orders",
    names: { headlessService: "orders-zk-headless", clientService: "orders-zk", disruptionBudget: "orders-zk" },
    selector: { "app.kubernetes.io/instance": "shop" },
  });
});

test("what was compared is told, and what is taken for keys that the file leaves out", () => {
  const messages = releaseOf({ Servers: 5 }).findings.map(({ message }) => message);
  expect(messages[0]).toContain("release shop in the namespace shop of the chart kubernetes-zookeeper");
  expect(messages[1]).toContain("Storage (50Gi)");
  expect(messages[1]).not.toContain("Servers");
});

test("any values file has objects, from which options can be read", () => {
  const file = fc.oneof(...[helmKeys, bitnamiKeys, incubatorKeys].map(files));
  fc.assert(
    fc.property(file, (values) => {
      const read = readRelease(values, { name: "shop", namespace: "shop" });
      expect(read ?? { compared: [] }).toHaveProperty("compared");
    }),
    { numRuns: 30 },
  );
});

/** The Services of a release of Bitnami's chart: the headless one, and that of the clients. */
function bitnamiServices(service: JsonObject): readonly JsonObject[] {
  return releaseOf({ replicaCount: 3, tickTime: 2000, service }).compared.filter(({ kind }) => kind === "Service");
}

test("a Service of another type is compared with its fields and annotations, so that an override keeps them", () => {
  const service = {
    ...{ type: "LoadBalancer", loadBalancerIP: "192.0.2.7", loadBalancerSourceRanges: ["192.0.2.0/24"] },
    ...{ externalTrafficPolicy: "Local", sessionAffinity: "ClientIP", nodePorts: { client: 30_181 } },
    ...{ annotations: { a: "b" }, headless: { annotations: { c: "d" } } },
  };
  expect(bitnamiServices(service)).toMatchObject([
    { metadata: { annotations: { c: "d" } }, spec: { clusterIP: "None" } },
    {
      metadata: { annotations: { a: "b" } },
      spec: {
        ...{ type: "LoadBalancer", loadBalancerIP: "192.0.2.7", loadBalancerSourceRanges: ["192.0.2.0/24"] },
        ...{ externalTrafficPolicy: "Local", sessionAffinity: "ClientIP" },
        ports: [{ port: 2181, nodePort: 30_181 }, { port: 2888 }, { port: 3888 }],
      },
    },
  ]);
});

test("fields that the chart makes only for another type of Service are told, and not compared", () => {
  const values = { replicaCount: 3, tickTime: 2000, service: { loadBalancerIP: "192.0.2.7" } };
  const { compared, findings } = releaseOf(values);
  expect(JSON.stringify(compared)).not.toContain("192.0.2.7");
  expect(findings.map(({ from, message }) => `${from.path.join(".")} ${message}`)).toContain(
    "service.loadBalancerIP the chart has it only in a Service of the type LoadBalancer",
  );
});

test("a value of a wrong type is told once, and the objects are those of the chart without it", () => {
  const values = {
    persistence: { size: ["8Gi"], storageClass: 3 },
    dataLogDir: "/log",
    service: { type: 5, annotations: "x", headless: { annotations: 7 }, loadBalancerSourceRanges: {} },
  };
  const { options, findings, left } = releaseOf(values);
  const about = (key: string) =>
    findings.filter(({ from }) => from.path.join(".") === key).map(({ message }) => message);
  expect(about("persistence.size")).toHaveLength(1);
  expect(about("persistence.storageClass")).toHaveLength(1);
  expect(about("service.type")).toEqual(["the chart has text here"]);
  expect(about("service.annotations")).toEqual(["the chart has a map here"]);
  expect(about("service.headless.annotations")).toEqual(["the chart has a map here"]);
  expect(optionTree(options)).toMatchObject({ storage: { size: "8Gi", transactionLog: { size: "8Gi" } } });
  expect(JSON.stringify([options, left])).not.toMatch(/"type":5|"annotations":("x"|7)|"className":3/);
});
