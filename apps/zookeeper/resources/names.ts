import type { Options } from "../options.ts";

/** Names of the objects, as in the classic ZooKeeper manifests, so that a running ensemble can be adopted. */
export const names = {
  statefulSet: "zk",
  headlessService: "zk-hs",
  clientService: "zk-cs",
  disruptionBudget: "zk-pdb",
  config: "zk-config",
};

/** What Services, the budget and the StatefulSet select pods by; a StatefulSet's selector can never change. */
export const selector = { app: "zk" };

/** Labels of the pods. */
export const podLabels = {
  ...selector,
  "app.kubernetes.io/name": "zookeeper",
  "app.kubernetes.io/instance": "zk",
};

/** Metadata of one of the objects. */
export function metadata(name: string, { namespace }: Options) {
  return { name, namespace, labels: { ...podLabels, "app.kubernetes.io/managed-by": "overlayer" } };
}
