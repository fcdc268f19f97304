import * as z from "zod";
import { labels } from "../../../compiler/kubernetes/schema.ts";

const selector = z
  .strictObject({ matchLabels: labels.exactOptional().describe("Labels that it has.") })
  .exactOptional();

const peers = z.array(
  z.strictObject({
    namespaceSelector: selector.describe("Namespaces; the ensemble's own where it is absent, all where it is empty."),
    podSelector: selector.describe("Pods of those namespaces; all where it is absent."),
  }),
);

/** Who may connect to the pods. */
export const networkPolicy = z
  .strictObject({
    enabled: z
      .boolean()
      .describe("Whether there is a NetworkPolicy. It closes the server ports to all but the servers."),
    clients: peers.describe("Who may connect to the client ports; [] for nobody."),
    monitoring: peers.describe("Who may read the metrics, and ask the AdminServer where it listens for all."),
  })
  .describe("NetworkPolicy of the pods.");
