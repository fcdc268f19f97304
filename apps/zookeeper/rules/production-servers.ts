import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** In production 3, 5 or 7 servers vote. */
export const productionServers: Rule<Options> = {
  code: "zookeeper/production-servers",
  severity: "error",
  why: "One server survives no failure; each beyond 7 makes every write wait for more servers and saves from no likely one.",
  source: "ZooKeeper Administrator's Guide, Clustered (Multi-Server) Setup",
  check({ production, servers, scalingTo }) {
    const option = scalingTo === undefined ? "servers" : "scalingTo";
    const number = scalingTo ?? servers;
    // an even number is for the rule odd-servers
    if (!production || number % 2 === 0 || [3, 5, 7].includes(number)) return [];
    const hint = "use 3, 5 or 7; more readers are observers";
    return [{ path: [option], involves: [["production"]], message: `${option} is ${number}, in production`, hint }];
  },
};
