import type { Rule } from "../../../compiler/application.ts";
import type { Options } from "../options.ts";

/** Old snapshots and logs are removed. */
export const purgeInterval: Rule<Options> = {
  code: "zookeeper/purge-interval",
  severity: "production",
  why: "Snapshots and logs that are never removed fill the volume, and a server whose volume is full ends.",
  source: "ZooKeeper Administrator's Guide, Ongoing Data Directory Cleanup",
  check: ({ purge }) =>
    purge.interval >= 1
      ? []
      : [
          {
            path: ["purge", "interval"],
            message: "purge.interval is 0, so that nothing is ever removed",
            hint: "set the hours between two purges, such as 12",
          },
        ],
};
