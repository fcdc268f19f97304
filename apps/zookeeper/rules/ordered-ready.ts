import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** Servers start all at once. */
export const orderedReady: Rule<Options> = {
  code: "zookeeper/ordered-ready",
  severity: "warning",
  why: "In order, a pod waits for the one before it to be ready, and that one for its quorum: after a bad change, for ever.",
  source: "kubernetes/kubernetes#67250; README of Kubernetes ZooKeeper, Pod Management Policy",
  check: ({ podManagement, servers }) =>
    podManagement === "Parallel" || servers === 1
      ? []
      : [
          {
            path: ["podManagement"],
            message: `podManagement is OrderedReady with ${servers} servers`,
            hint: "use Parallel: updates are one by one all the same. Where it runs already it can stay; Kubernetes changes it only with a new StatefulSet, which its pods outlive: `overlayer diff` shows the steps",
          },
        ],
};
