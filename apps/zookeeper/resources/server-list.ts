import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { readAtStart } from "../../../compiler/kubernetes/read-at-start.ts";
import { podCount } from "../ensemble.ts";
import type { Options } from "../options.ts";
import { metadata, names } from "./names.ts";

/**
 * The servers with which a server begins that has no list of its own yet, where the ensemble keeps the list itself. Pods
 * read it when they start, so that it is no reason to restart them: its name has no hash of its content.
 */
export function serverList(options: Options): Manifest {
  const annotations = { [readAtStart]: "true" };
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { ...metadata(names(options).serverList, options), annotations },
    data: { servers: `${serverLines(options).join("\n")}\n` },
  };
}

/**
 * How the servers and their clients reach each server: `server.1=zk-0.zk-hs.…:2888:3888;2181`. Those that join are
 * observers until the ensemble lets them vote, and those that leave are too, as they may be the former where a scaling is
 * taken back: servers without data must not take each other for voters.
 */
export function serverLines(options: Options): readonly string[] {
  const { namespace, clusterDomain, ports, tls, membership, servers, scalingTo = servers } = options;
  // Probes and zookeeper-metrics ask in plain text, from inside the pod.
  const client = tls.clients.mode === "require" ? `127.0.0.1:${ports.client}` : ports.client;
  const { statefulSet, headlessService } = names(options);
  const domain = `${headlessService}.${namespace}.svc.${clusterDomain}`;
  const voter = membership === "dynamic" ? ":participant" : "";
  const voters = membership === "dynamic" ? Math.min(servers, scalingTo) : servers;
  return Array.from({ length: podCount(options) }, (_, ordinal) => {
    const role = ordinal < voters ? voter : ":observer";
    return `server.${ordinal + 1}=${statefulSet}-${ordinal}.${domain}:${ports.server}:${ports.leaderElection}${role};${client}`;
  });
}
