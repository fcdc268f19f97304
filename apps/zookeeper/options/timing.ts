import * as z from "zod";

/** The clock of the ensemble. */
export const timing = z
  .strictObject({
    tickTime: z.int32().min(1).describe("Length of a tick, in milliseconds.").meta({ source: "zoo.cfg tickTime" }),
    initLimit: z
      .int32()
      .min(1)
      .describe("Time for a follower to connect to the leader and catch up, in ticks.")
      .meta({ source: "zoo.cfg initLimit" }),
    syncLimit: z
      .int32()
      .min(1)
      .describe("How far a follower may fall behind the leader before it is dropped, in ticks.")
      .meta({ source: "zoo.cfg syncLimit" }),
    minSessionTimeout: z
      .int32()
      .min(1)
      .describe("Shortest session timeout that a client can get, in milliseconds.")
      .meta({ source: "zoo.cfg minSessionTimeout" }),
    maxSessionTimeout: z
      .int32()
      .min(1)
      .describe("Longest session timeout that a client can get, in milliseconds.")
      .meta({ source: "zoo.cfg maxSessionTimeout" }),
  })
  .describe("ZooKeeper counts in ticks, not by the wall clock. Longer is more stable, but finds a failure later.");
