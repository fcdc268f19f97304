import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";
import { mebibytes } from "../sizes.ts";

/** In production a server has at least 2 GiB of memory. */
export const productionMemory: Rule<Options> = {
  code: "zookeeper/production-memory",
  severity: "error",
  why: "All znodes are on the heap: a JVM with little room pauses to collect garbage, or ends, and its peers alike.",
  source: "README of Kubernetes ZooKeeper, Memory",
  check: ({ production, memory }) =>
    !production || mebibytes(memory) >= 2048
      ? []
      : [
          {
            path: ["memory"],
            involves: [["production"]],
            message: `memory is ${memory}, in production`,
            hint: "use 2Gi or more, and 1.5 times the heap",
          },
        ],
};
