import { expect, test } from "vitest";
import { txnLogSize } from "../../../apps/zookeeper/rules/txn-log-size.ts";
import { optionsWith } from "../options-of.ts";

test.each([
  {},
  { snapshots: { txnLogSizeLimit: "128Mi" } },
  { snapshots: { preAllocSize: "8Mi", txnLogSizeLimit: "16Mi" } },
] as const)("%j is fine", (fields) => {
  expect(txnLogSize.check(optionsWith(fields))).toEqual([]);
});

test.each([[{ snapshots: { txnLogSizeLimit: "127Mi" } }, "snapshots.txnLogSizeLimit"]] as const)(
  "%j is refused at %s",
  (fields, path) => {
    expect(txnLogSize.check(optionsWith(fields)).map((violation) => violation.path.join("."))).toEqual([path]);
  },
);
