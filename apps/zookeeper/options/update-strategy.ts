import * as z from "zod";

/** How a change reaches the pods. */
export const updateStrategy = z
  .strictObject({
    type: z
      .enum(["RollingUpdate", "OnDelete"])
      .describe("Whether pods are replaced one by one from the last ordinal down, or as people delete them.")
      .meta({ source: "StatefulSet spec.updateStrategy.type" }),
    partition: z
      .int32()
      .min(0)
      .exactOptional()
      .describe("Least ordinal that a rolling update replaces: a canary; all are replaced where it is absent.")
      .meta({ source: "StatefulSet spec.updateStrategy.rollingUpdate.partition" }),
  })
  .describe("How a change reaches the pods.");
