import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";
import { mebibytes } from "../sizes.ts";

/** A log file has room for two of the steps in which it grows. */
export const txnLogSize: Rule<Options> = {
  code: "zookeeper/txn-log-size",
  severity: "warning",
  why: "A log file grows by preAllocSize at a time: with a limit near that, most of each file would stay empty.",
  source: "ZooKeeper Administrator's Guide, txnLogSizeLimitInKb and preAllocSize",
  check({ snapshots: { preAllocSize, txnLogSizeLimit } }) {
    if (txnLogSizeLimit === undefined || mebibytes(txnLogSizeLimit) >= 2 * mebibytes(preAllocSize)) return [];
    return [
      {
        path: ["snapshots", "txnLogSizeLimit"],
        involves: [["snapshots", "preAllocSize"]],
        message: `txnLogSizeLimit is ${txnLogSizeLimit}, less than twice preAllocSize, ${preAllocSize}`,
        hint: `use at least ${2 * mebibytes(preAllocSize)}Mi, or a smaller preAllocSize`,
      },
    ];
  },
};
