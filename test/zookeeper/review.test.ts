import { describe, expect, it } from "vitest";
import { manifests } from "../../apps/zookeeper/resources/manifests.ts";
import { review } from "../../apps/zookeeper/review.ts";
import { optionsWith } from "./options-of.ts";

type Changes = Parameters<typeof optionsWith>[0];

function notes(before: Changes, after: Changes): readonly string[] {
  const [old, now] = [manifests(optionsWith(before)), manifests(optionsWith(after))];
  return review(old, now).notes.map(({ severity, message }) => `${severity}: ${message}`);
}

describe("what a change means for ZooKeeper", () => {
  it("says what quorum there is and how many servers may fail, a warning where fewer may", () => {
    expect(notes({ servers: 3 }, { servers: 5 })).toEqual([
      "info: 3 → 5 voters: a quorum is 3 of 5 instead of 2 of 3, 2 failures are tolerated instead of 1",
    ]);
    expect(notes({ servers: 5 }, { servers: 3 })).toEqual([
      "warning: 5 → 3 voters: a quorum is 2 of 3 instead of 3 of 5, 1 failure is tolerated instead of 2",
    ]);
  });

  it("says what clients feel of other session timeouts, also where these follow from the tick", () => {
    expect(notes({}, { timing: { tickTime: 1000 } })).toEqual([
      "info: the shortest session timeout is 2000 ms instead of 4000 ms: the failure of a client that asks for less is noticed sooner",
      "warning: the longest session timeout is 20000 ms instead of 40000 ms: sessions of clients that ask for more expire sooner",
    ]);
  });

  it("says that clients must connect to another port", () => {
    expect(notes({}, { ports: { client: 2182 } })).toEqual([
      "warning: clients must connect to port 2182 instead of 2181",
    ]);
  });

  it("says nothing about a change that clients and quorum do not notice, nor about a new ensemble", () => {
    expect(notes({}, { memory: "2Gi", maxClientConnections: 0 })).toEqual([]);
    expect(notes({}, { name: "other", servers: 5 })).toEqual([]);
  });

  it("knows the pods that vote", () => {
    const now = manifests(optionsWith({ servers: 3 }));
    expect(review(now, now).voters).toMatchObject([
      { statefulSet: { metadata: { name: "zk" } }, before: ["zk-0", "zk-1", "zk-2"], after: ["zk-0", "zk-1", "zk-2"] },
    ]);
  });

  it("is silent about objects of other applications", () => {
    const other = { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name: "db" }, spec: { replicas: 3 } };
    expect(review([other], [other])).toEqual({ notes: [], voters: [] });
  });
});
