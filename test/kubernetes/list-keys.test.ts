import { expect, test } from "vitest";
import { displayKeys, itemKey, mergeKeys } from "../../compiler/kubernetes/list-keys.ts";

const statefulSet = { apiVersion: "apps/v1", kind: "StatefulSet" };
const podSpec = ["spec", "template", "spec"];

test.each([
  [statefulSet, [...podSpec, "containers"], ["name"]],
  [statefulSet, [...podSpec, "initContainers", "ports"], ["containerPort", "protocol"]],
  [statefulSet, [...podSpec, "tolerations"], undefined],
  [statefulSet, ["spec", "volumeClaimTemplates"], undefined],
  [statefulSet, ["metadata", "finalizers"], []],
  [{ apiVersion: "v1", kind: "Pod" }, ["spec", "volumes"], ["name"]],
  [{ apiVersion: "v1", kind: "Service" }, ["spec", "ports"], ["port", "protocol"]],
  [{ apiVersion: "v1", kind: "Service" }, ["spec.ports"], undefined],
  [{ apiVersion: "serving.knative.dev/v1", kind: "Service" }, ["spec", "ports"], undefined],
  [{ apiVersion: "v1", kind: "__proto__" }, ["constructor"], undefined],
])("kustomize merges the list of %o at %o by %o", (object, path, keys) => {
  expect(mergeKeys(object, path)).toEqual(keys);
});

test("for a reader items are told apart by what both lists have", () => {
  const templates = (name: string) => [{ metadata: { name } }];
  expect(displayKeys(templates("a"), templates("b"))).toEqual(["metadata.name"]);
  expect(displayKeys([{ name: "a" }, { name: "a" }], [])).toBeUndefined();
  expect(displayKeys([{ containerPort: 80 }], [])).toEqual(["containerPort"]);
  expect(itemKey({ containerPort: 80, protocol: "TCP" }, ["containerPort", "protocol"])).toBe("80/TCP");
});
