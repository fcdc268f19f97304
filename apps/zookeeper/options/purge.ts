import * as z from "zod";

/** Removal of what is no more needed to start a server. */
export const purge = z
  .strictObject({
    retain: z.int32().min(3).meta({
      description: "Snapshots to keep, with their logs. ZooKeeper silently keeps 3 where fewer are asked for.",
      source: "zoo.cfg autopurge.snapRetainCount",
    }),
    interval: z.int32().min(0).meta({
      description: "Hours between purges; 0 keeps all snapshots until the volume is full.",
      source: "zoo.cfg autopurge.purgeInterval",
    }),
  })
  .describe("Removal of old snapshots and transaction logs.");
