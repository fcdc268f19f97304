import type { ChangeRule } from "../../../compiler/application.ts";
import { ensembleOf } from "../ensemble.ts";
import type { Options } from "../options.ts";

/** With a static server list, the number of voters changes only where every pod takes the new list over. */
export const wholeRollOut: ChangeRule<Options> = {
  code: "zookeeper/whole-roll-out",
  why: "Pods that keep the old server list would be more than one voter behind after the next step.",
  source: "Kubernetes documentation, StatefulSets: Update strategies",
  check({ before, after, options }) {
    const [old, now] = [ensembleOf(before, options), ensembleOf(after, options)];
    const { type, partition = 0 } = options.updateStrategy;
    if (old?.membership !== "static" || now?.membership !== "static" || old.voters === now.voters) return [];
    if (type === "RollingUpdate" && partition === 0) return [];
    return [
      {
        path: ["servers"],
        involves: [["updateStrategy", type === "RollingUpdate" ? "partition" : "type"]],
        message: "the number of voters changes, and the updateStrategy does not restart all pods",
        hint: "use the type RollingUpdate without a partition until the ensemble is scaled",
      },
    ];
  },
};
