import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** In production the connections from one address are bounded. */
export const clientConnections: Rule<Options> = {
  code: "zookeeper/client-connections",
  severity: "warning",
  why: "One client that leaks connections would take all files that the server may open, and the server from everybody.",
  source: "ZooKeeper Administrator's Guide, maxClientCnxns",
  check: ({ production, maxClientConnections }) =>
    !production || maxClientConnections > 0
      ? []
      : [
          {
            path: ["maxClientConnections"],
            involves: [["production"]],
            message: "maxClientConnections is 0, no limit, in production",
            hint: "set a number for each address; many pods behind one address need more",
          },
        ],
};
