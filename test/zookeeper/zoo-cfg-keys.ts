/**
 * The keys of zoo.cfg that ZooKeeper 3.9 knows and the application may write, of the Administrator's Guide. What is not
 * here, ZooKeeper would take for a Java system property.
 */
export const zooCfgKeys: ReadonlySet<string> = new Set([
  "4lw.commands.whitelist",
  "autopurge.purgeInterval",
  "autopurge.snapRetainCount",
  "dataDir",
  "dataLogDir",
  "electionPortBindRetry",
  "initLimit",
  "maxClientCnxns",
  "maxSessionTimeout",
  "minSessionTimeout",
  "preAllocSize",
  "quorumListenOnAllIPs",
  "snapCount",
  "snapSizeLimitInKb",
  "snapshot.compression.method",
  "standaloneEnabled",
  "syncLimit",
  "tickTime",
  "txnLogSizeLimitInKb",
]);
