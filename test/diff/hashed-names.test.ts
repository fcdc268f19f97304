import { describe, expect, it } from "vitest";
import { diff } from "../../compiler/diff/diff.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";

function config(name: string, text: string, kind = "ConfigMap", namespace = "a"): Manifest {
  return { apiVersion: "v1", kind, metadata: { name, namespace }, data: { "zoo.cfg": text } };
}

function user(name: string, namespace = "a"): Manifest {
  const spec = { volumes: [{ name: "config", configMap: { name } }] };
  return { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name: "zk", namespace }, spec };
}

const [first, second, third] = ["zk-config-2456789bcd", "zk-config-fghkmt2456", "zk-config-tttttttttt"] as const;

describe("diff of objects whose names end with a hash of their content", () => {
  it("shows one changed object with the lines that changed, and no changed references", () => {
    const before = [config(first, "a=1\nb=2\n"), user(first)];
    const after = [config(second, "a=1\nb=3\n"), user(second)];
    expect(diff(before, after)).toMatchObject([
      {
        change: "changed",
        object: { metadata: { name: second } },
        renamedFrom: first,
        fields: [{ change: "text", path: ["data", "zoo.cfg"] }],
      },
    ]);
  });

  it("tells the reference where that is to something else", () => {
    const changes = diff([config(first, "a"), user("other")], [config(second, "b"), user(second)]);
    expect(changes.map(({ object }) => object.kind)).toEqual(["ConfigMap", "StatefulSet"]);
  });

  it("does not take objects of another kind, namespace or name for the same, nor one that stays", () => {
    const kinds = (before: readonly Manifest[], after: readonly Manifest[]) =>
      diff(before, after).map(({ change }) => change);
    expect(kinds([config(first, "a")], [config(second, "a", "Secret")])).toEqual(["created", "deleted"]);
    expect(kinds([config(first, "a")], [config(second, "a", "ConfigMap", "b")])).toEqual(["created", "deleted"]);
    expect(kinds([config(first, "a")], [config("zk-scripts-fghkmt2456", "a")])).toEqual(["created", "deleted"]);
    expect(kinds([config("zk-config-uuuuuuuuuu", "a")], [config(second, "a")])).toEqual(["created", "deleted"]);
    expect(kinds([config(first, "a")], [config(first, "a"), config(second, "b")])).toEqual(["created"]);
  });

  it("matches each with one: what is left over is created or deleted", () => {
    expect(diff([config(first, "a")], [config(second, "b"), config(third, "c")])).toMatchObject([
      { change: "changed", renamedFrom: first },
      { change: "created", object: { metadata: { name: third } } },
    ]);
  });

  it("says that the name changed even where the content did not: the pods name it", () => {
    expect(diff([config(first, "a")], [config(second, "a")])).toMatchObject([{ renamedFrom: first, fields: [] }]);
  });

  it("keeps the values of a Secret hidden", () => {
    const secret = (name: string, value: string) => config(name, value, "Secret");
    const changes = diff([secret(first, "hunter2")], [secret(second, "hunter3")]);
    expect(changes).toMatchObject([{ renamedFrom: first, fields: [{ path: ["data", "zoo.cfg"] }] }]);
    expect(JSON.stringify(changes)).not.toContain("hunter");
  });
});
