import { expect, test } from "vitest";
import { withoutEqualAmounts } from "../../compiler/diff/amounts.ts";
import { diff } from "../../compiler/diff/diff.ts";
import type { Json } from "../../compiler/kubernetes/json.ts";

function pod(amounts: Json, args: readonly string[] = ["1"]) {
  const containers = [{ name: "a", args, resources: { requests: amounts, limits: amounts } }];
  return { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { containers } };
}

const changed = (before: Parameters<typeof pod>, after: Parameters<typeof pod>) =>
  withoutEqualAmounts(diff([pod(...before)], [pod(...after)])).flatMap((change) =>
    change.change === "changed" ? change.fields.map(({ path }) => path.at(-1)) : [change.change],
  );

test("an amount that is written otherwise is no change", () => {
  expect(changed([{ cpu: 1, memory: "1Gi" }], [{ cpu: "1000m", memory: "1024Mi" }])).toEqual([]);
  expect(changed([{ cpu: "1", memory: "1Gi" }], [{ cpu: "1000m", memory: "1G" }])).toEqual(["memory", "memory"]);
});

test("a text that reads like an amount is a change, and so is an amount that none is", () => {
  expect(changed([{}, ["1"]], [{}, ["1000m"]])).toEqual([{ index: 0 }]);
  expect(changed([{ cpu: "much" }], [{ cpu: "more" }])).toEqual(["cpu", "cpu"]);
});
