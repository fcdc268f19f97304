import type { JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Options } from "../options.ts";
import { madeOf } from "./made-of.ts";

/** A port with the name that Services, probes and monitors know it by. */
interface NamedPort extends JsonObject {
  readonly name: string;
  readonly port: number;
}

/** The options that say which ports there are. */
type PortOptions = Pick<Options, "ports" | "tls" | "metrics" | "adminServer">;

/** All ports of the pods that others than the pod itself may connect to. */
export function podPorts(options: PortOptions): readonly NamedPort[] {
  return [...clientPorts(options), ...serverPorts(options), ...metricsPorts(options), ...adminPorts(options)];
}

/** Ports of the pods that clients connect to. The plain one is only the pod's own where clients have to use TLS. */
export const clientPorts = madeOf(["ports", "tls"], ({ ports, tls }): readonly NamedPort[] => [
  ...(tls.clients.mode === "require" ? [] : [{ name: "client", port: ports.client }]),
  ...(tls.clients.mode === "off" ? [] : [{ name: "secure-client", port: ports.secureClient }]),
]);

/** Ports of the pods that the other servers connect to. */
export function serverPorts({ ports }: Pick<Options, "ports">): readonly NamedPort[] {
  return [
    { name: "server", port: ports.server },
    { name: "leader-election", port: ports.leaderElection },
  ];
}

/** Port of the pods that Prometheus reads, where there is one. */
export function metricsPorts({ ports, metrics }: Pick<Options, "ports" | "metrics">): readonly NamedPort[] {
  return metrics.prometheus ? [{ name: "metrics", port: ports.metrics }] : [];
}

/** Port of the AdminServer, where others than the pod itself may connect to it. */
export function adminPorts({ ports, adminServer }: Pick<Options, "ports" | "adminServer">): readonly NamedPort[] {
  return adminServer === "all" ? [{ name: "admin", port: ports.admin }] : [];
}
