import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** The shortest session timeout is not above the longest. */
export const sessionTimeouts: Rule<Options> = {
  code: "zookeeper/session-timeouts",
  severity: "error",
  why: "With the two crossed the server does not start.",
  source: "QuorumPeerConfig.java of ZooKeeper 3.9.5",
  check({ timing: { tickTime, minSessionTimeout, maxSessionTimeout } }) {
    if (minSessionTimeout <= maxSessionTimeout) return [];
    return [
      {
        path: ["timing", "minSessionTimeout"],
        involves: [
          ["timing", "maxSessionTimeout"],
          ["timing", "tickTime"],
        ],
        message: `minSessionTimeout is ${minSessionTimeout}, more than maxSessionTimeout, ${maxSessionTimeout}`,
        hint: `left out, they are 2 and 20 ticks: ${2 * tickTime} and ${20 * tickTime} ms`,
      },
    ];
  },
};
