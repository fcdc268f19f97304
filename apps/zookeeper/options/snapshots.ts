import * as z from "zod";
import { bytes } from "../../../compiler/kubernetes/schema.ts";

/** When a server takes a snapshot, and how it writes its log. */
export const snapshots = z
  .strictObject({
    snapCount: z.int32().min(2).meta({
      description: "Transactions in the log after which a server takes a snapshot and begins a new log.",
      source: "zoo.cfg snapCount",
    }),
    snapSizeLimit: bytes("1Mi").meta({
      description: "Size of the log after which a server takes a snapshot, however few transactions it has.",
      source: "zoo.cfg snapSizeLimitInKb",
    }),
    preAllocSize: bytes("1Mi").meta({
      description: "Size by which a log file grows at a time.",
      source: "zoo.cfg preAllocSize",
    }),
    txnLogSizeLimit: bytes("1Mi").exactOptional().meta({
      description:
        "Size after which a log file is followed by the next; only a snapshot begins one where it is absent.",
      source: "zoo.cfg txnLogSizeLimitInKb",
    }),
    compression: z.enum(["none", "gz", "snappy"]).meta({
      description: "How snapshots are compressed; all servers can read all of them.",
      source: "zoo.cfg snapshot.compression.method",
    }),
  })
  .describe("When servers take snapshots, and how they write their transaction log.");
