import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** Several servers have a disruption budget. */
export const missingBudget: Rule<Options> = {
  code: "zookeeper/missing-budget",
  severity: "production",
  why: "Without a budget two nodes that are drained at once may stop a majority.",
  source: "Kubernetes documentation, Specifying a Disruption Budget for your Application",
  check: ({ servers, disruptionBudget: budget }) =>
    servers === 1 || budget === 1
      ? []
      : [
          {
            path: ["disruptionBudget"],
            involves: [["servers"]],
            message: `disruptionBudget is "none" with ${servers} servers`,
            hint: "set it to 1, or leave it out",
          },
        ],
};
