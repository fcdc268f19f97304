import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** A network policy lets somebody connect. */
export const reachableClients: Rule<Options> = {
  code: "zookeeper/reachable-clients",
  severity: "warning",
  why: "An ensemble that no client may connect to serves nobody.",
  source: "Kubernetes documentation, Network Policies",
  check: ({ networkPolicy: { enabled, clients } }) =>
    enabled && clients.length === 0
      ? [
          {
            path: ["networkPolicy", "clients"],
            involves: [["networkPolicy", "enabled"]],
            message: "networkPolicy.clients is empty",
            hint: "list the namespaces or pods of the clients",
          },
        ]
      : [],
};
