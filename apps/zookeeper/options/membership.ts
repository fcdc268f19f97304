import * as z from "zod";

/** Where the servers have their list from. */
export const membership = z
  .enum(["static", "dynamic"])
  .describe(
    "Where the servers have the list of voters from: zoo.cfg, or the ensemble itself, which Jobs then change without a restart (reconfigEnabled).",
  );

/** Set while an ensemble is scaled. */
export const scalingTo = z
  .int()
  .min(1)
  .max(255)
  .describe("Number of servers that the ensemble is on its way to, while it is scaled; `overlayer scale` sets it.");
