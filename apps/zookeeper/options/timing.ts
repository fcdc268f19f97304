import * as z from "zod";

/** The clock of the ensemble. */
export const timing = z
  .strictObject({
    tickTime: z.int32().min(1).meta({ description: "Length of a tick, in milliseconds.", source: "zoo.cfg tickTime" }),
    initLimit: z.int32().min(1).meta({
      description: "Time for a follower to connect to the leader and catch up, in ticks.",
      source: "zoo.cfg initLimit",
    }),
    syncLimit: z.int32().min(1).meta({
      description: "How far a follower may fall behind the leader before it is dropped, in ticks.",
      source: "zoo.cfg syncLimit",
    }),
    minSessionTimeout: z.int32().min(1).meta({
      description: "Shortest session timeout that a client can get, in milliseconds.",
      source: "zoo.cfg minSessionTimeout",
    }),
    maxSessionTimeout: z.int32().min(1).meta({
      description: "Longest session timeout that a client can get, in milliseconds.",
      source: "zoo.cfg maxSessionTimeout",
    }),
  })
  .describe("ZooKeeper counts in ticks, not by the wall clock. Longer is more stable, but finds a failure later.");
