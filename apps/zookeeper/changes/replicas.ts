import type { ChangeRule } from "../../../compiler/application.ts";
import { ensembleOf, podCount } from "../ensemble.ts";
import type { Options } from "../options.ts";

/** The StatefulSet has a pod for every server of the list, and no other. */
export const replicas: ChangeRule<Options> = {
  code: "zookeeper/replicas",
  why: "A server of the list without a pod has failed from the start, and a pod that is not in the list does not start.",
  source: "QuorumPeerConfig.java of ZooKeeper 3.9.5, My id not in the peer list",
  check({ after, options }) {
    const now = ensembleOf(after, options);
    if (now === undefined || now.replicas === podCount(options)) return [];
    return [
      {
        path: ["servers"],
        message: `spec.replicas of the StatefulSet is ${now.replicas}, but the server list needs ${podCount(options)}`,
        hint: "change the option servers, which changes both, and override neither.",
      },
    ];
  },
};
