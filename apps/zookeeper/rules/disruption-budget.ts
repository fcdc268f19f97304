import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** A single server has no disruption budget. */
export const disruptionBudget: Rule<Options> = {
  code: "zookeeper/disruption-budget",
  severity: "error",
  why: "A budget of one disruption lets a drain stop the only server, so that it protects nothing.",
  source: "Kubernetes documentation, Specifying a Disruption Budget for your Application",
  check: ({ servers, disruptionBudget: budget }) =>
    servers > 1 || budget === "none"
      ? []
      : [
          {
            path: ["disruptionBudget"],
            involves: [["servers"]],
            message: "disruptionBudget is 1, but there is only one server",
            hint: 'set it to "none", or leave it out',
          },
        ],
};
