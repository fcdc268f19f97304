import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** An ensemble is on its way only to another number of servers. */
export const scalingTo: Rule<Options> = {
  code: "zookeeper/scaling-to",
  severity: "error",
  why: "While scalingTo is set, a number of servers passes that is refused otherwise.",
  source: "the scaling of Overlayer, docs/scaling.md",
  check: ({ servers, scalingTo }) =>
    servers === scalingTo
      ? [{ path: ["scalingTo"], message: `scalingTo is ${scalingTo}, and so is servers`, hint: "leave scalingTo out" }]
      : [],
};
