import * as z from "zod";

const described = (field: string, description: string) => ({ description, source: `container probe ${field}` });

const probe = z.strictObject({
  initialDelaySeconds: z
    .int32()
    .min(0)
    .meta(described("initialDelaySeconds", "Seconds from the container's start to the first probe.")),
  periodSeconds: z.int32().min(1).meta(described("periodSeconds", "Seconds from one probe to the next.")),
  timeoutSeconds: z.int32().min(1).meta(described("timeoutSeconds", "Seconds after which a probe has failed.")),
  failureThreshold: z
    .int32()
    .min(1)
    .meta(described("failureThreshold", "Failed probes in a row after which Kubernetes acts.")),
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
