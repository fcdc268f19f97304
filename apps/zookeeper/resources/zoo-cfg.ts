import type { Options } from "../options.ts";
import { kibibytes } from "../sizes.ts";
import { madeOf } from "./made-of.ts";
import { monitoringSettings } from "./monitoring-settings.ts";
import { securitySettings } from "./security-settings.ts";
import { serverLines } from "./server-list.ts";

/** The server's configuration file, zoo.cfg, the same for all servers. */
export function zooCfg(options: Options): string {
  return [...settingLines(options), ...(options.membership === "dynamic" ? [] : serverLines(options)), ""].join("\n");
}

const settingOptions = [
  "servers",
  "membership",
  "directories",
  "timing",
  "purge",
  "maxClientConnections",
  "snapshots",
  "observers",
  "ports",
  "metrics",
  "adminServer",
  "tls",
  "authentication",
] as const;

/** All but the list of servers, a line each. */
const settingLines = madeOf(settingOptions, (options) => {
  const isDynamic = options.membership === "dynamic";
  const { directories, timing, purge } = options;
  // A misspelt key is no error to ZooKeeper: it makes a Java system property of it.
  const settings = {
    dataDir: directories.data,
    dataLogDir: directories.dataLog,
    tickTime: timing.tickTime,
    initLimit: timing.initLimit,
    syncLimit: timing.syncLimit,
    minSessionTimeout: timing.minSessionTimeout,
    maxSessionTimeout: timing.maxSessionTimeout,
    maxClientCnxns: options.maxClientConnections,
    ...snapshots(options),
    "autopurge.snapRetainCount": purge.retain,
    "autopurge.purgeInterval": purge.interval,
    "4lw.commands.whitelist": "mntr,ruok,srvr",
    // A pod's name may resolve only after its server has started: never give up, and listen whatever it resolves to.
    electionPortBindRetry: 0,
    quorumListenOnAllIPs: true,
    // One server that votes would run alone and leave its observers out, or those that join.
    ...(isDynamic || (options.servers === 1 && options.observers > 0) ? { standaloneEnabled: false } : {}),
    // The list of servers is beside the data then, and start-zookeeper says where.
    ...(isDynamic ? { reconfigEnabled: true } : {}),
    ...monitoringSettings(options),
    ...securitySettings(options),
  };
  return Object.entries(settings).map(([key, value]) => `${key}=${value}`);
});

/** Sizes are in KiB. */
function snapshots({ snapshots }: Pick<Options, "snapshots">) {
  const { snapCount, snapSizeLimit, preAllocSize, txnLogSizeLimit, compression } = snapshots;
  return {
    snapCount,
    snapSizeLimitInKb: kibibytes(snapSizeLimit),
    preAllocSize: kibibytes(preAllocSize),
    ...(txnLogSizeLimit === undefined ? {} : { txnLogSizeLimitInKb: kibibytes(txnLogSizeLimit) }),
    ...(compression === "none" ? {} : { "snapshot.compression.method": compression }),
  };
}
