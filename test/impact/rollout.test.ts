import { describe, expect, it } from "vitest";
import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import type { Rollout } from "../../compiler/environment-change.ts";
import type { Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { review } from "../../compiler/review.ts";

function ensemble(servers: number, image: string, more: { readonly [field: string]: Json } = {}): readonly Manifest[] {
  const hosts = Array.from({ length: servers }, (_, index) => `server.${index + 1}=zk-${index}.zk-hs:2888:3888;2181`);
  const volumes = [{ name: "config", configMap: { name: "zk-config" } }];
  const template = { spec: { containers: [{ name: "zookeeper", image }], volumes } };
  const metadata = { namespace: "a" };
  return [
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { ...metadata, name: "zk-config" },
      data: { "zoo.cfg": hosts.join("\n") },
    },
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { ...metadata, name: "zk" },
      spec: { replicas: servers, template, ...more },
    },
  ];
}

async function rollouts(before: readonly Manifest[], after: readonly Manifest[]): Promise<readonly Rollout[]> {
  const evaluation = {
    name: "prod",
    file: "prod.ts",
    reads: [],
    ownReads: [],
    instances: [{ application: "zookeeper", options: {}, path: [] }],
  };
  const applications = new Map([["zookeeper", zookeeperApplication]]);
  const { environments } = await review([{ name: "prod", file: "prod.ts", before, after, evaluation }], applications);
  return environments[0]?.rollouts ?? [];
}

const steps = (all: readonly Rollout[]) => all.flatMap(({ restarts }) => restarts.map(({ pod }) => pod));

describe("a roll-out", () => {
  it("restarts the pods one by one, the highest ordinal first, and says which votes are there meanwhile", async () => {
    expect(await rollouts(ensemble(3, "a"), ensemble(3, "b"))).toEqual([
      {
        workload: "StatefulSet/zk",
        namespace: "a",
        restarts: ["zk-2", "zk-1", "zk-0"].map((pod) => ({ pod, running: 2, quorum: { votes: 2, needed: 2 } })),
        added: [],
        removed: [],
      },
    ]);
  });

  it("does not restart pods that are new or go, those below the partition, and none with OnDelete", async () => {
    expect(steps(await rollouts(ensemble(3, "a"), ensemble(5, "b")))).toEqual(["zk-2", "zk-1", "zk-0"]);
    expect(steps(await rollouts(ensemble(5, "a"), ensemble(3, "b")))).toEqual(["zk-2", "zk-1", "zk-0"]);
    const partition = { updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } } };
    expect(steps(await rollouts(ensemble(3, "a", partition), ensemble(3, "b", partition)))).toEqual(["zk-2"]);
    const onDelete = { updateStrategy: { type: "OnDelete" } };
    expect(await rollouts(ensemble(3, "a", onDelete), ensemble(3, "b", onDelete))).toEqual([]);
  });

  it("tells the pods that a change of the replicas adds and removes", async () => {
    expect(await rollouts(ensemble(3, "a"), ensemble(5, "a"))).toMatchObject([
      { restarts: [], added: ["zk-3", "zk-4"] },
    ]);
    expect(await rollouts(ensemble(5, "a"), ensemble(3, "a"))).toMatchObject([{ removed: ["zk-4", "zk-3"] }]);
  });

  it("comes about through a ConfigMap with a hash in its name too", async () => {
    const named = (name: string, text: string) =>
      JSON.parse(JSON.stringify(ensemble(3, "a")).replaceAll("zk-config", name).replaceAll("2181", text));
    const all = await rollouts(named("zk-config-2456789bcd", "2181"), named("zk-config-fghkmt2456", "2182"));
    expect(steps(all)).toEqual(["zk-2", "zk-1", "zk-0"]);
  });

  it("goes by the list of voters that the running pods have, where voters come or go", async () => {
    const quorums = async (from: number, to: number) =>
      (await rollouts(ensemble(from, "a"), ensemble(to, "b"))).flatMap(({ restarts }) =>
        restarts.map(({ quorum }) => `${quorum?.votes} of ${quorum?.needed}`),
      );
    // zk-0 and zk-1 are a majority of the three that they know; zk-3, which is new, knows of four
    expect(await quorums(3, 4)).toEqual(["2 of 2", "2 of 2", "3 of 3"]);
    // zk-3 and zk-4 are gone, and zk-0 and zk-1 still know of five
    expect((await quorums(5, 3))[0]).toBe("2 of 3");
    expect((await quorums(5, 7))[0]).toBe("4 of 3");
  });

  it("counts no votes of observers, whose restart leaves all of them", async () => {
    const observed = (image: string) =>
      JSON.parse(
        JSON.stringify(ensemble(4, image)).replace(
          "server.4=zk-3.zk-hs:2888:3888",
          "server.4=zk-3.zk-hs:2888:3888:observer",
        ),
      );
    const [rollout] = await rollouts(observed("a"), observed("b"));
    expect(rollout?.restarts.map(({ quorum }) => quorum?.votes)).toEqual([3, 2, 2, 2]);
  });
});
