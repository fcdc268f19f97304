import { expect, test } from "vitest";
import { override } from "../../compiler/kubernetes/override.ts";

const statefulSet = (podSpec: object) => ({
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  spec: { replicas: 3, template: { spec: { ...podSpec } } },
});
const containers = (...list: object[]) => JSON.parse(JSON.stringify(statefulSet({ containers: list })));

test("maps merge, other values replace, null takes away", () => {
  const object = { metadata: { labels: { a: "1", b: "2" } }, list: [1, 2], kept: true };
  const part = { metadata: { labels: { a: null, c: "3" } }, list: [3], new: { deep: { x: 1, gone: null } } };
  expect(override(object, part)).toEqual({
    metadata: { labels: { b: "2", c: "3" } },
    list: [3],
    kept: true,
    new: { deep: { x: 1 } },
  });
});

test("containers go by name and stay in their order, new ones follow", () => {
  const object = containers(
    { name: "a", image: "a:1", env: [{ name: "X", value: "1" }] },
    { name: "b" },
    { name: "c" },
  );
  const part = containers(
    { name: "new" },
    { name: "c", $patch: "delete" },
    { name: "a", env: [{ name: "Y", value: "2" }] },
  );
  const env = [
    { name: "X", value: "1" },
    { name: "Y", value: "2" },
  ];
  expect(override(object, part)).toEqual(containers({ name: "a", image: "a:1", env }, { name: "b" }, { name: "new" }));
});

test("a port that says no protocol is TCP's", () => {
  const service = (...ports: object[]) =>
    JSON.parse(JSON.stringify({ apiVersion: "v1", kind: "Service", spec: { ports } }));
  const part = service({ port: 2181, protocol: "TCP", name: "zk" }, { port: 2181, protocol: "UDP", name: "u" });
  expect(override(service({ port: 2181, name: "client" }), part)).toEqual(
    service({ port: 2181, name: "zk", protocol: "TCP" }, { port: 2181, protocol: "UDP", name: "u" }),
  );
});

test("a name such as __proto__ is a field as any other", () => {
  const part = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"x": 1}}');
  const merged = override({ a: 1 }, part);
  expect(JSON.stringify(merged)).toBe('{"a":1,"__proto__":{"polluted":true},"constructor":{"x":1}}');
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});
