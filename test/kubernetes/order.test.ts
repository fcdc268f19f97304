import { expect, test } from "vitest";
import { inHumanOrder } from "../../compiler/kubernetes/order.ts";

test("fields come as people write them, the user's own keys as they were given", () => {
  const object = {
    spec: { template: {}, env: [{ value: "1", name: "a" }], replicas: 1 },
    data: { path: "1", name: "2", kind: "3" },
    metadata: { labels: { type: "1", name: "2" }, namespace: "a", name: "b" },
    kind: "Anything",
    apiVersion: "v1",
  };
  expect(JSON.stringify(inHumanOrder(object))).toBe(
    JSON.stringify({
      apiVersion: "v1",
      kind: "Anything",
      metadata: { name: "b", namespace: "a", labels: { type: "1", name: "2" } },
      spec: { replicas: 1, env: [{ name: "a", value: "1" }], template: {} },
      data: { path: "1", name: "2", kind: "3" },
    }),
  );
});
