import * as z from "zod";

const strictness = z.enum(["hard", "soft", "off"]);

/** Over what the servers are spread. */
export const spreading = z
  .strictObject({
    nodes: strictness.meta({
      description: 'Servers on nodes of their own: "hard" leaves a pod pending rather than put two on one node.',
      source: "Pod spec.affinity.podAntiAffinity",
    }),
    zones: strictness.meta({
      description:
        'As many servers in one zone as in the others: "hard" leaves a pod pending rather than differ by two.',
      source: "Pod spec.topologySpreadConstraints",
    }),
  })
  .describe(
    "What fails alone: servers are spread over nodes and over zones, as they must, as they can, or not at all.",
  );
