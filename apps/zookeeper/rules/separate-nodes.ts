import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** In production no two servers share a node. */
export const separateNodes: Rule<Options> = {
  code: "zookeeper/separate-nodes",
  severity: "error",
  why: "Servers on one node fail together: of three, two on one node are the quorum.",
  source: "README of Kubernetes ZooKeeper, Spreading",
  check: ({ production, servers, spreading: { nodes } }) =>
    !production || servers === 1 || nodes === "hard"
      ? []
      : [
          {
            path: ["spreading", "nodes"],
            involves: [["production"]],
            message: `spreading.nodes is ${nodes}, in production`,
            hint: "use hard; a drained node then needs a spare one",
          },
        ],
};
