import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";
import { heapMebibytes } from "../sizes.ts";

/** The heap is at most 8 GiB. */
export const heapLimit: Rule<Options> = {
  code: "zookeeper/heap-limit",
  severity: "error",
  why: "Collecting a larger heap can pause a server for longer than its sessions and the leader wait for it.",
  source: "README of Kubernetes ZooKeeper, Memory",
  check: ({ heap }) =>
    heapMebibytes(heap) <= 8192
      ? []
      : [
          {
            path: ["heap"],
            message: `heap is ${heap}, more than 8G`,
            hint: "ZooKeeper is for small data: keep large values elsewhere and their names here",
          },
        ],
};
