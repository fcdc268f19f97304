import * as z from "zod";

const source = (field: string) => ({ source: `container probe ${field}` });

const probe = z.strictObject({
  initialDelaySeconds: z
    .int32()
    .min(0)
    .describe("Seconds from the container's start to the first probe.")
    .meta(source("initialDelaySeconds")),
  periodSeconds: z.int32().min(1).describe("Seconds from one probe to the next.").meta(source("periodSeconds")),
  timeoutSeconds: z.int32().min(1).describe("Seconds after which a probe has failed.").meta(source("timeoutSeconds")),
  failureThreshold: z
    .int32()
    .min(1)
    .describe("Failed probes in a row after which Kubernetes acts.")
    .meta(source("failureThreshold")),
});

/** How the kubelet asks after a server. */
export const probes = z
  .strictObject({
    startup: probe.describe("Whether the server has read its snapshot and answers; until then the others do not run."),
    readiness: probe.describe("Whether the server is in the quorum; clients are sent to it only then."),
    liveness: probe.describe(
      "Whether the server answers, with or without a quorum; it is restarted where it does not.",
    ),
  })
  .describe("How the kubelet asks after a server.");
