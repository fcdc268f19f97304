import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** Servers and observers together have numbers from 1 to 255. */
export const serverNumbers: Rule<Options> = {
  code: "zookeeper/server-numbers",
  severity: "error",
  why: "A server's number is one byte of its session numbers: two servers with the same byte would mix up their sessions.",
  source: "ZooKeeper Administrator's Guide, myid; SessionTrackerImpl.java of ZooKeeper 3.9.5",
  check: ({ servers, observers }) =>
    servers + observers <= 255
      ? []
      : [
          {
            path: ["observers"],
            involves: [["servers"]],
            message: `servers and observers are ${servers + observers} together, more than 255`,
            hint: `set observers to ${Math.max(0, 255 - servers)} or less`,
          },
        ],
};
