import { describe, expect, it } from "vitest";
import { diff } from "../../compiler/diff/diff.ts";
import type { Json } from "../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";

function service(name: string, fields: { readonly [name: string]: Json } = {}): Manifest {
  return { apiVersion: "v1", kind: "Service", metadata: { name, namespace: "zookeeper" }, ...fields };
}

describe("diff", () => {
  it("finds nothing where only the order of objects and fields differs", () => {
    const fields = { spec: { a: 1, b: 2 } };
    const turned = { spec: { b: 2, a: 1 } };
    expect(diff([service("a", fields), service("b")], [service("b"), service("a", turned)])).toEqual([]);
  });

  it("gives created and deleted objects whole, in the order of the new state, deleted ones last", () => {
    const before = [service("gone"), service("kept", { spec: { port: 1 } })];
    const after = [service("new"), service("kept", { spec: { port: 2 } })];
    expect(diff(before, after)).toEqual([
      { change: "created", object: after[0] },
      {
        change: "changed",
        object: after[1],
        fields: [{ change: "changed", path: ["spec", "port"], old: 1, new: 2 }],
      },
      { change: "deleted", object: before[0] },
    ]);
  });

  it("takes another version of the same group for the same object, another group or namespace for another one", () => {
    const budget = (apiVersion: string, namespace = "a") => ({
      apiVersion,
      kind: "X",
      metadata: { name: "x", namespace },
    });
    expect(diff([budget("policy/v1beta1")], [budget("policy/v1")])).toMatchObject([
      { change: "changed", fields: [{ path: ["apiVersion"], old: "policy/v1beta1", new: "policy/v1" }] },
    ]);
    const kinds = (after: Manifest) => diff([budget("policy/v1")], [after]).map(({ change }) => change);
    expect(kinds(budget("other/v1"))).toEqual(["created", "deleted"]);
    expect(kinds(budget("policy/v1", "b"))).toEqual(["created", "deleted"]);
  });
});
