import type { Kinds } from "overlayer/kubernetes";
import { expect, test } from "vitest";
import { zookeeper } from "../../apps/zookeeper/defaults.ts";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { optionsOf } from "./options-of.ts";

const objects = (layer: typeof zookeeper) => new Map(manifests(optionsOf(layer)).map((one) => [one.kind, one]));

test("mistakes in overrides and extra objects are red lines in the editor", () => {
  zookeeper.extend({
    overrides: {
      "StatefulSet/zk": {
        spec: {
          // @ts-expect-error: a typo
          minReadySecond: 10,
        },
      },
    },
  });
  zookeeper.extend({
    overrides: {
      "StatefulSet/zk": {
        spec: {
          // @ts-expect-error: text for a number
          minReadySeconds: "10",
          // @ts-expect-error: none of the policies
          podManagementPolicy: "Parralel",
        },
      },
    },
  });
  zookeeper.extend({
    overrides: {
      "StatefulSet/zk": {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "zookeeper",
                  // @ts-expect-error: a typo in a list's item
                  imagePullPolice: "Always",
                },
              ],
            },
          },
        },
      },
    },
  });
  zookeeper.extend({
    overrides: {
      // @ts-expect-error: a kind that the application does not make
      "Deployment/zk": {},
    },
  });
  zookeeper.extend({
    extraObjects: [
      {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "exporter" },
        spec: {
          // @ts-expect-error: a typo
          replcas: 1,
          selector: {},
          template: {},
        },
      } satisfies Kinds["apps/v1 Deployment"],
    ],
  });
});

test("overrides and extra objects are options as any other: layered, and computed from others", () => {
  const layer = zookeeper
    .extend({ overrides: { "StatefulSet/zk": { spec: { minReadySeconds: 10, revisionHistoryLimit: 3 } } } })
    .extend({
      overrides: { "StatefulSet/zk": { spec: { minReadySeconds: (_self, _super, root) => root.servers * 2 } } },
      extraObjects: (self) => [{ apiVersion: "v1", kind: "ServiceAccount", metadata: { name: self.name } }],
    });
  expect(objects(layer).get("StatefulSet")).toMatchObject({ spec: { minReadySeconds: 6, revisionHistoryLimit: 3 } });
  expect(objects(layer).get("ServiceAccount")?.metadata).toEqual({ name: "zk", namespace: "zookeeper" });
});

test("an extra object of no namespace gets none, one of another keeps it", () => {
  const layer = zookeeper.extend({
    extraObjects: [
      {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "ClusterRole",
        metadata: { name: "zk" },
        rules: [],
      },
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "zk", namespace: "other" } },
    ],
  });
  expect(objects(layer).get("ClusterRole")?.metadata).toEqual({ name: "zk" });
  expect(objects(layer).get("ServiceAccount")?.metadata).toEqual({ name: "zk", namespace: "other" });
});
