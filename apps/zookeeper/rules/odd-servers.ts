import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** The number of voting servers is odd. */
export const oddServers: Rule<Options> = {
  code: "zookeeper/odd-servers",
  severity: "production",
  why: "A majority of 4 is 3, so that 4 servers survive one failure as 3 do, and one more of them can fail.",
  source: "ZooKeeper Administrator's Guide, Clustered (Multi-Server) Setup",
  check: ({ servers }) =>
    servers % 2 === 1
      ? []
      : [
          {
            path: ["servers"],
            message: `servers is ${servers}, an even number`,
            hint: `use ${servers - 1} or ${servers + 1}`,
          },
        ],
};
