import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** The number of voting servers is odd, or the one that it is on its way to. */
export const oddServers: Rule<Options> = {
  code: "zookeeper/odd-servers",
  severity: "production",
  why: "A majority of 4 is 3, so that 4 servers survive one failure as 3 do, and one more of them can fail.",
  source: "ZooKeeper Administrator's Guide, Clustered (Multi-Server) Setup",
  check({ servers, scalingTo }) {
    const option = scalingTo === undefined ? "servers" : "scalingTo";
    const number = scalingTo ?? servers;
    if (number % 2 === 1) return [];
    const hint = `use ${number - 1} or ${number + 1}`;
    return [{ path: [option], message: `${option} is ${number}, an even number`, hint }];
  },
};
