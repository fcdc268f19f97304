import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** Only a rolling update has a partition. */
export const updatePartition: Rule<Options> = {
  code: "zookeeper/update-partition",
  severity: "error",
  why: "Kubernetes refuses a StatefulSet that has a partition and waits for pods to be deleted.",
  source: "Kubernetes API, StatefulSetUpdateStrategy",
  check: ({ updateStrategy: { type, partition } }) =>
    partition === undefined || type === "RollingUpdate"
      ? []
      : [
          {
            path: ["updateStrategy", "partition"],
            involves: [["updateStrategy", "type"]],
            message: `updateStrategy.partition is ${partition} beside the type ${type}`,
            hint: "leave the partition out, or use the type RollingUpdate",
          },
        ],
};
