import type { Options } from "../options.ts";
import { madeOf } from "./made-of.ts";

/** Names of the objects, those of files without the hash of their content; by default those of the classic ZooKeeper manifests, so that a running ensemble can be adopted. */
export const names = madeOf(["name", "names", "tls", "authentication"], (options) => {
  const { name, names, tls, authentication } = options;
  return {
    statefulSet: name,
    headlessService: names.headlessService ?? `${name}-hs`,
    clientService: names.clientService ?? `${name}-cs`,
    disruptionBudget: names.disruptionBudget ?? `${name}-pdb`,
    volume: names.volume ?? "datadir",
    logVolume: names.logVolume ?? "datalogdir",
    config: `${name}-config`,
    scripts: `${name}-scripts`,
    serverList: `${name}-servers`,
    clientTls: tls.clients.secret ?? `${name}-client-tls`,
    quorumTls: tls.quorum.secret ?? `${name}-quorum-tls`,
    jaas: authentication.jaasSecret ?? `${name}-jaas`,
  };
});

/** What Services, the budget and the StatefulSet select pods by; a StatefulSet's selector can never change. */
export const selector = madeOf(["name", "selector"], ({ name, selector }) => selector ?? { app: name });

/** Labels of the pods. */
export const podLabels = madeOf(["name", "selector"], (options) => {
  const found: Readonly<Record<string, string>> = selector(options);
  // a selector may ask for these two as well
  const { "app.kubernetes.io/name": name = "zookeeper", "app.kubernetes.io/instance": instance = options.name } = found;
  return { ...found, "app.kubernetes.io/name": name, "app.kubernetes.io/instance": instance };
});

/** Metadata of one of the objects. */
export function metadata(name: string, options: Options) {
  return { name, namespace: options.namespace, labels: labels(options) };
}

const labels = madeOf(["name", "selector"], (options) => ({
  ...podLabels(options),
  "app.kubernetes.io/managed-by": "overlayer",
}));

/** Metadata of an object that the Prometheus Operator finds by its labels. */
export function monitoringMetadata(name: string, options: Options) {
  const { labels, ...rest } = metadata(name, options);
  return { ...rest, labels: { ...options.metrics.labels, ...labels } };
}
