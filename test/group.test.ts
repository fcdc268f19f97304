import { expect, test } from "vitest";
import type { Manifest } from "../compiler/kubernetes/manifest.ts";
import { type BothSides, review } from "../compiler/review.ts";

/** A StatefulSet with an address in it, as ZooKeeper's list of servers has. */
function environment(name: string, namespace: string, image: string, replicas = 3, size = "1Gi"): BothSides {
  const object = (tag: string, storage: string): Manifest => ({
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name: "zk", namespace },
    spec: {
      replicas,
      template: { spec: { containers: [{ name: "zk", image: tag, args: [`zk-0.${namespace}.svc:${tag}`] }] } },
      volumeClaimTemplates: [{ metadata: { name: "d" }, spec: { resources: { requests: { storage } } } }],
    },
  });
  return { name, file: `${name}.ts`, before: [object("old", "1Gi")], after: [object(image, size)] };
}

async function groups(...environments: readonly BothSides[]): Promise<readonly (readonly string[])[]> {
  const { groups: found } = await review(environments, new Map());
  return found.map((group) => group.environments.map(({ name }) => name));
}

test("the same change is one group whatever the namespaces, unchanged environments are in none", async () => {
  const all = [environment("a", "ns-a", "new"), environment("b", "b", "new"), environment("c", "c", "old")];
  expect(await groups(...all)).toEqual([["a", "b"]]);
});

test("another value, or another effect of the same value, is another group", async () => {
  const [a, b] = [environment("a", "a", "new"), environment("b", "b", "newer")];
  expect(await groups(a, b)).toEqual([["a"], ["b"]]);
  expect(await groups(a, environment("b", "b", "new", 5))).toEqual([["a"], ["b"]]);
});

test("refusals first, then the rarest change, whatever the order in which environments are given", async () => {
  const many = ["x", "y", "z"].map((name) => environment(name, name, "new"));
  const refused = ["r", "s", "t", "u"].map((name) => environment(name, name, "old", 3, "2Gi"));
  const odd = environment("odd", "odd", "other");
  expect(await groups(...many, odd, ...refused)).toEqual([["r", "s", "t", "u"], ["odd"], ["x", "y", "z"]]);
});

test("a namespace that is part of another word does not make two changes one", async () => {
  expect(await groups(environment("a", "n", "new"), environment("b", "e", "new"))).toEqual([["a", "b"]]);
  expect(await groups(environment("a", "v1", "v1-x"), environment("b", "v2", "v2-x"))).toEqual([["a"], ["b"]]);
});
