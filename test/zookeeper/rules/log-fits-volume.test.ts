import { expect, test } from "vitest";
import { logFitsVolume } from "../../../apps/zookeeper/rules/log-fits-volume.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  {},
  { storage: { size: "250Gi" } },
  { snapshots: { snapSizeLimit: "2496Mi" } },
  { storage: { size: "1Gi" }, purge: { retain: 3 } },
  { storage: { size: "1Gi", transactionLog: { size: "20Gi" } } },
] as const)("%j is fine", (fields) => {
  expect(logFitsVolume.check(optionsWith(fields))).toEqual([]);
});

test.each([
  [{ snapshots: { snapSizeLimit: "2497Mi" } }, "snapshots.snapSizeLimit"],
  [{ snapshots: { snapSizeLimit: "2Gi" }, purge: { retain: 4 } }, "snapshots.snapSizeLimit"],
  [
    { snapshots: { snapSizeLimit: "4Gi" }, storage: { size: "250Gi", transactionLog: { size: "4Gi" } } },
    "snapshots.snapSizeLimit",
  ],
] as const)("%j is refused at %s", (fields, path) => {
  expect(logFitsVolume.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
});
