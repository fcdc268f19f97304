import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** A partition lets an update reach a server. */
export const stuckUpdate: Rule<Options> = {
  code: "zookeeper/stuck-update",
  severity: "warning",
  why: "No pod has such an ordinal, so that changes are synced but reach no server.",
  source: "Kubernetes documentation, StatefulSets: Partitioned rolling updates",
  check({ updateStrategy: { partition = 0 }, servers, observers }) {
    if (partition < servers + observers) return [];
    return [
      {
        path: ["updateStrategy", "partition"],
        involves: [["servers"], ["observers"]],
        message: `updateStrategy.partition is ${partition}, but the last ordinal is ${servers + observers - 1}`,
        hint: `use at most ${servers + observers - 1}, or leave it out when the canary is done`,
      },
    ];
  },
};
