import { expect, test } from "vitest";
import { reservedLabels } from "../../../apps/zookeeper/rules/reserved-labels.ts";
import { optionsWith } from "../options-of.ts";

test.each([{ pods: { labels: { team: "data", "example.com/app": "zk", constructor: "x" } } }] as const)(
  "%j is fine",
  (fields) => {
    expect(reservedLabels.check(optionsWith(fields))).toEqual([]);
  },
);

test.each([
  [{ pods: { labels: { app: "other" } } }, "pods.labels.app"],
  [{ pods: { labels: { "app.kubernetes.io/name": "zk" } } }, "pods.labels.app.kubernetes.io/name"],
] as const)("%j is refused at %s", (fields, path) => {
  expect(reservedLabels.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
