import * as z from "zod";

/** How a change reaches the pods. */
export const updateStrategy = z
  .strictObject({
    type: z.enum(["RollingUpdate", "OnDelete"]).meta({
      description: "Whether pods are replaced one by one from the last ordinal down, or as people delete them.",
      source: "StatefulSet spec.updateStrategy.type",
    }),
    partition: z.int32().min(0).exactOptional().meta({
      description: "Least ordinal that a rolling update replaces: a canary; all are replaced where it is absent.",
      source: "StatefulSet spec.updateStrategy.rollingUpdate.partition",
    }),
  })
  .describe("How a change reaches the pods.");
