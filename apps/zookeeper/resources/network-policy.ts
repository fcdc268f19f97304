import type { JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import type { Options } from "../options.ts";
import { metadata, names, selector } from "./names.ts";
import { adminPorts, clientPorts, metricsPorts, serverPorts } from "./ports.ts";
import { jobLabels, reconfigures } from "./reconfigure-job.ts";

/**
 * Who may connect to the pods. What the pods connect to is left open: a policy about that would have to allow the
 * cluster's DNS, which is elsewhere in every cluster and without which no server finds another.
 */
export function networkPolicy(options: Options): Manifest {
  const { clients, monitoring } = options.networkPolicy;
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata(names(options).statefulSet, options),
    spec: {
      podSelector: { matchLabels: selector(options) },
      policyTypes: ["Ingress"],
      ingress: [
        ...ingress([{ podSelector: { matchLabels: selector(options) } }], serverPorts(options)),
        ...ingress(clients, clientPorts(options)),
        ...ingress(
          reconfigures(options) ? [{ podSelector: { matchLabels: jobLabels(options) } }] : [],
          clientPorts(options),
        ),
        ...ingress(monitoring, [...metricsPorts(options), ...adminPorts(options)]),
      ],
    },
  };
}

/** Kubernetes takes an empty list of peers or ports for all of them; here it means none. */
function ingress(from: readonly JsonObject[], ports: readonly { readonly port: number }[]): readonly JsonObject[] {
  if (from.length === 0 || ports.length === 0) return [];
  return [{ from, ports: ports.map(({ port }) => ({ port, protocol: "TCP" })) }];
}
