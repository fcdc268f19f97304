import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { pods } from "../ensemble.ts";
import type { Options } from "../options.ts";
import { metadata, names } from "./names.ts";

/**
 * The servers with which a server begins that has no list of its own yet, where the ensemble keeps the list itself. Pods
 * read it when they start, so that it is no reason to restart them: its name has no hash of its content.
 */
export function serverList(options: Options): Manifest {
  const lines = Array.from({ length: pods(options) }, (_, ordinal) =>
    // two that join at a time must not take each other for voters
    serverLine(options, ordinal, ordinal < options.servers ? ":participant" : ":observer"),
  );
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: metadata(names(options).serverList, options),
    data: { servers: `${lines.join("\n")}\n` },
  };
}

/** How the other servers and clients reach the server of a pod: `server.1=zk-0.zk-hs.…:2888:3888;2181`. */
export function serverLine(options: Options, ordinal: number, role: ":participant" | ":observer" | "" = ""): string {
  const { namespace, clusterDomain, ports, tls } = options;
  const { statefulSet, headlessService } = names(options);
  const host = `${statefulSet}-${ordinal}.${headlessService}.${namespace}.svc.${clusterDomain}`;
  // Probes and zookeeper-metrics ask in plain text, from inside the pod.
  const client = tls.clients.mode === "require" ? `127.0.0.1:${ports.client}` : ports.client;
  return `server.${ordinal + 1}=${host}:${ports.server}:${ports.leaderElection}${role};${client}`;
}
