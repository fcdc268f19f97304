import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** In production 3, 5 or 7 servers vote. */
export const productionServers: Rule<Options> = {
  code: "zookeeper/production-servers",
  severity: "error",
  why: "One server survives no failure; each beyond 7 makes every write wait for more servers and saves from no likely one.",
  source: "ZooKeeper Administrator's Guide, Clustered (Multi-Server) Setup",
  // an even number is for the rule odd-servers
  check: ({ production, servers }) =>
    !production || servers % 2 === 0 || [3, 5, 7].includes(servers)
      ? []
      : [
          {
            path: ["servers"],
            involves: [["production"]],
            message: `servers is ${servers}, in production`,
            hint: "use 3, 5 or 7; more readers are observers",
          },
        ],
};
