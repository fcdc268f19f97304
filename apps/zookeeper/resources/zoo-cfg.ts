import type { Options } from "../options.ts";
import { dataDirectory, dataLogDirectory } from "./directories.ts";
import { monitoringSettings } from "./monitoring-settings.ts";
import { securitySettings } from "./security-settings.ts";
import { serverLine } from "./server-list.ts";

/** The server's configuration file, zoo.cfg, the same for all servers. */
export function zooCfg(options: Options): string {
  const { timing, purge } = options;
  // A misspelt key is no error to ZooKeeper: it makes a Java system property of it.
  const settings = {
    dataDir: dataDirectory,
    dataLogDir: dataLogDirectory,
    tickTime: timing.tickTime,
    initLimit: timing.initLimit,
    syncLimit: timing.syncLimit,
    minSessionTimeout: timing.minSessionTimeout,
    maxSessionTimeout: timing.maxSessionTimeout,
    maxClientCnxns: options.maxClientConnections,
    "autopurge.snapRetainCount": purge.retain,
    "autopurge.purgeInterval": purge.interval,
    "4lw.commands.whitelist": "mntr,ruok,srvr",
    // A pod's name may resolve only after its server has started: never give up, and listen whatever it resolves to.
    electionPortBindRetry: 0,
    quorumListenOnAllIPs: true,
    ...monitoringSettings(options),
    ...securitySettings(options),
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  return [...lines, ...membershipLines(options), ""].join("\n");
}

function membershipLines(options: Options): readonly string[] {
  // The list of servers is beside the data then, and start-zookeeper says where.
  if (options.membership === "dynamic") return ["reconfigEnabled=true", "standaloneEnabled=false"];
  return Array.from({ length: options.servers }, (_, ordinal) => serverLine(options, ordinal));
}
