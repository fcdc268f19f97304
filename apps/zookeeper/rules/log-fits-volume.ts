import type { Rule } from "../../../compiler/application.ts";
import { logsOnVolume, logVolume } from "../log-volume.ts";
import type { Options } from "../options.ts";
import { mebibytes } from "../sizes.ts";

/** The logs that are kept, and the file that is written, fit the volume. */
export const logFitsVolume: Rule<Options> = {
  code: "zookeeper/log-fits-volume",
  severity: "warning",
  why: "Logs grow to snapSizeLimit under many or large writes; a server whose volume is full ends, and all fill alike.",
  source: "ZooKeeper Administrator's Guide, snapSizeLimitInKb and preAllocSize",
  check({ storage, snapshots: { snapSizeLimit, preAllocSize }, purge }) {
    const { size } = logVolume(storage);
    const logs = logsOnVolume(purge);
    const needed = logs * (mebibytes(snapSizeLimit) + mebibytes(preAllocSize));
    if (needed <= mebibytes(size)) return [];
    return [
      {
        path: ["snapshots", "snapSizeLimit"],
        involves: [
          ...(storage.transactionLog === undefined ? [["storage", "size"]] : []),
          ["storage", "transactionLog"],
          ["snapshots", "preAllocSize"],
          ["purge", "retain"],
        ],
        message: `${logs} logs of ${snapSizeLimit} and ${preAllocSize} ahead are ${needed}Mi, but the volume has ${size}`,
        hint: "ask for a larger volume, keep fewer, or leave snapSizeLimit out: it then follows from the volume",
      },
    ];
  },
};
