import type { InputField } from "../../../compiler/application.ts";
import type { Setting } from "./settings.ts";

/** Flags of the classic image's start-zookeeper, by what zoo.cfg calls them. */
const flagNames = new Map([
  ["data_dir", "dataDir"],
  ["data_log_dir", "dataLogDir"],
  ["client_port", "clientPort"],
  ["server_port", "serverPort"],
  ["election_port", "electionPort"],
  ["tick_time", "tickTime"],
  ["init_limit", "initLimit"],
  ["sync_limit", "syncLimit"],
  ["min_session_timeout", "minSessionTimeout"],
  ["max_session_timeout", "maxSessionTimeout"],
  ["max_client_cnxns", "maxClientCnxns"],
  ["snap_retain_count", "autopurge.snapRetainCount"],
  ["purge_interval", "autopurge.purgeInterval"],
  ["heap", "jvm heap"],
  ["log_level", "logLevel"],
]);

/** Environment variables of the images that people run, by what zoo.cfg calls them. */
const variableNames = new Map([
  // the official image
  ["ZOO_DATA_DIR", "dataDir"],
  ["ZOO_DATA_LOG_DIR", "dataLogDir"],
  ["ZOO_TICK_TIME", "tickTime"],
  ["ZOO_INIT_LIMIT", "initLimit"],
  ["ZOO_SYNC_LIMIT", "syncLimit"],
  ["ZOO_MAX_CLIENT_CNXNS", "maxClientCnxns"],
  ["ZOO_AUTOPURGE_PURGEINTERVAL", "autopurge.purgeInterval"],
  ["ZOO_AUTOPURGE_SNAPRETAINCOUNT", "autopurge.snapRetainCount"],
  ["ZOO_STANDALONE_ENABLED", "standaloneEnabled"],
  ["ZOO_ADMINSERVER_ENABLED", "admin.enableServer"],
  ["ZOO_4LW_COMMANDS_WHITELIST", "4lw.commands.whitelist"],
  ["ZOO_LOG4J_PROP", "logLevel"],
  ["ZOO_LOG_LEVEL", "logLevel"],
  ["ZK_SERVER_HEAP", "jvm heap"],
  ["JVMFLAGS", "jvm flags"],
  ["SERVER_JVMFLAGS", "jvm flags"],
  // Bitnami's
  ["ZOO_PORT_NUMBER", "clientPort"],
  ["ZOO_AUTOPURGE_INTERVAL", "autopurge.purgeInterval"],
  ["ZOO_AUTOPURGE_RETAIN_NUMBER", "autopurge.snapRetainCount"],
  ["ZOO_MAX_SESSION_TIMEOUT", "maxSessionTimeout"],
  ["ZOO_PRE_ALLOC_SIZE", "preAllocSize"],
  ["ZOO_SNAPCOUNT", "snapCount"],
  ["ZOO_LISTEN_ALLIPS_ENABLED", "quorumListenOnAllIPs"],
  ["ZOO_ENABLE_ADMIN_SERVER", "admin.enableServer"],
  ["ZOO_ADMIN_SERVER_PORT_NUMBER", "admin.serverPort"],
  ["ZOO_PROMETHEUS_METRICS_PORT_NUMBER", "metricsProvider.httpPort"],
  ["ZOO_HEAP_SIZE", "jvm heap"],
  // the incubator chart's
  ["ZK_DATA_DIR", "dataDir"],
  ["ZK_DATA_LOG_DIR", "dataLogDir"],
  ["ZK_CLIENT_PORT", "clientPort"],
  ["ZK_SERVER_PORT", "serverPort"],
  ["ZK_ELECTION_PORT", "electionPort"],
  ["ZK_TICK_TIME", "tickTime"],
  ["ZK_INIT_LIMIT", "initLimit"],
  ["ZK_SYNC_LIMIT", "syncLimit"],
  ["ZK_MAX_CLIENT_CNXNS", "maxClientCnxns"],
  ["ZK_MIN_SESSION_TIMEOUT", "minSessionTimeout"],
  ["ZK_MAX_SESSION_TIMEOUT", "maxSessionTimeout"],
  ["ZK_SNAP_RETAIN_COUNT", "autopurge.snapRetainCount"],
  ["ZK_PURGE_INTERVAL", "autopurge.purgeInterval"],
  ["ZK_LOG_LEVEL", "logLevel"],
  ["ZK_HEAP_SIZE", "jvm heap"],
]);

/** The setting that an environment variable makes; undefined where it makes none that is known. */
export function settingOfVariable(name: string, value: string, from: InputField): readonly Setting[] {
  if (name === "ZOO_CFG_EXTRA") return settingsOfLines(value.replace(/\s+(?=[\w.]+=)/g, "\n"), from);
  if (name === "ZOO_SERVERS") return settingsOfServers(value.split(/\s+/), from);
  const setting = variableNames.get(name);
  return setting === undefined ? [] : [{ name: setting, value: ours(value), from }];
}

/** Bitnami's yes and no. */
function ours(value: string): string {
  return { yes: "true", no: "false" }[value] ?? value;
}

/** The settings that flags of start-zookeeper make, and the flags that are no settings: `--servers`, by name. */
export function settingsOfFlags(
  command: string,
  from: InputField,
): { readonly settings: readonly Setting[]; readonly others: ReadonlyMap<string, string> } {
  const [, words = ""] = /\bstart-zookeeper\b(.*)/s.exec(command) ?? [];
  const flags = [...words.matchAll(/--([\w-]+)[= ]("[^"]*"|'[^']*'|[^\s"']+)/g)].map(
    ([, name = "", value = ""]) => [name.replaceAll("-", "_"), value.replace(/^(["'])(.*)\1$/, "$2")] as const,
  );
  const named = flags.flatMap(([flag, value]) => {
    const name = flagNames.get(flag);
    return name === undefined ? [] : [{ name, value, from }];
  });
  return { settings: named, others: new Map(flags.filter(([flag]) => !flagNames.has(flag))) };
}

/** The settings of a zoo.cfg. */
export function settingsOfLines(text: string, from: InputField): readonly Setting[] {
  const entries = text.split(/\r?\n/).flatMap((line): (readonly [string, string])[] => {
    const [, name = "", value = ""] = /^\s*([^#!\s=:][^=:\s]*)\s*[=:\s]\s*(.*?)\s*$/.exec(line) ?? [];
    return name === "" ? [] : [[name, value]];
  });
  const servers = entries.filter(([name]) => /^server\.\d+$/.test(name));
  const others = entries.filter(([name]) => !/^server\.\d+$/.test(name));
  return [
    ...others.map(([name, value]) => ({ name, value, from })),
    ...settingsOfServers(
      servers.map(([name, value]) => `${name}=${value}`),
      from,
    ),
  ];
}

/** What a list of servers says: `server.1=zk-0.zk-hs.ns.svc.cluster.local:2888:3888:observer;2181`. */
function settingsOfServers(servers: readonly string[], from: InputField): readonly Setting[] {
  const parts = servers.flatMap((line) => {
    const match = /^(?:server\.\d+=)?([\w.-]+):(\d+):(\d+)(?::(\w+))?(?:;(?:.*:)?(\d+))?/.exec(line);
    return match === null ? [] : [match];
  });
  const [first] = parts;
  if (first === undefined) return [];
  const [, host = "", server = "", election = "", , client] = first;
  const domain = /\.svc\.([\w.-]+?)\.?$/.exec(host)?.[1];
  const misnumbered = servers.find((line) => {
    const [, id, ordinal] = /^server\.(\d+)=[\w-]*-(\d+)[.:]/.exec(line) ?? [];
    return id !== undefined && Number(id) !== Number(ordinal) + 1;
  });
  const observers = parts.filter(([, , , , role]) => role === "observer").length;
  const known: readonly (readonly [string, string | undefined])[] = [
    ["serverPort", server],
    ["electionPort", election],
    ["clientPort", client],
    ["clusterDomain", domain],
    ["observers", observers === 0 ? undefined : String(observers)],
    ["server numbers", misnumbered],
  ];
  return known.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value, from }]));
}
