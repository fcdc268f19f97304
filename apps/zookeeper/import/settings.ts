import type { InputField } from "../../../compiler/application.ts";
import type { Json } from "../../../compiler/kubernetes/json.ts";
import { bytesText } from "./amounts.ts";
import { finding, option, type Read, together } from "./reader.ts";

/** A setting of the servers by its name in zoo.cfg, or of the JVM by one of `jvm` names, and where it was read. */
export interface Setting {
  readonly name: string;
  readonly value: string;
  readonly from: InputField;
}

/** What a setting is read as. */
type SettingReader = (setting: Setting) => Read;

/** Options of what the servers were told: by zoo.cfg, by flags of a start script or by environment variables. */
export function readSettings(settings: readonly Setting[]): Read {
  return together(
    ...settings.map((setting) => {
      const reader = readers.get(setting.name);
      if (reader !== undefined) return reader(setting);
      const message = `no option sets ${setting.name} of zoo.cfg, and Overlayer leaves it out`;
      return finding("warning", setting.from, message, "see what its default does to your ensemble before you sync");
    }),
  );
}

/** The value of the last setting of a name, which is the one in effect. */
export function lastOf(settings: readonly Setting[], name: string): Setting | undefined {
  return settings.findLast((one) => one.name === name);
}

function as(path: string, value: (text: string) => Json): SettingReader {
  return (setting) => option(path.split("."), value(setting.value), setting.from);
}

/** What is no number is left to the schema to refuse. */
function number(text: string): Json {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

function kibibytes(text: string): Json {
  return /^\d{1,25}$/.test(text) ? bytesText(BigInt(text) * 1024n) : text;
}

/** A setting that Overlayer's zoo.cfg has too, or that does the same in it; another value is told. */
function always(values: readonly string[], message: string, severity: "warning" | "note" = "note"): SettingReader {
  return (setting) =>
    finding(values.includes(setting.value) ? "note" : severity, setting.from, `${setting.name}: ${message}`);
}

/** Read elsewhere, together with other fields. */
const elsewhere: SettingReader = () => together();

const ownWords = ["mntr", "ruok", "srvr"];

const readers = new Map<string, SettingReader>([
  ["tickTime", as("timing.tickTime", number)],
  ["initLimit", as("timing.initLimit", number)],
  ["syncLimit", as("timing.syncLimit", number)],
  ["minSessionTimeout", as("timing.minSessionTimeout", number)],
  ["maxSessionTimeout", as("timing.maxSessionTimeout", number)],
  ["maxClientCnxns", as("maxClientConnections", number)],
  ["autopurge.snapRetainCount", retain],
  ["autopurge.purgeInterval", as("purge.interval", number)],
  ["snapCount", as("snapshots.snapCount", number)],
  ["snapSizeLimitInKb", as("snapshots.snapSizeLimit", kibibytes)],
  ["preAllocSize", as("snapshots.preAllocSize", kibibytes)],
  ["txnLogSizeLimitInKb", as("snapshots.txnLogSizeLimit", kibibytes)],
  ["snapshot.compression.method", as("snapshots.compression", (text) => (text === "" ? "none" : text))],
  ["clientPort", as("ports.client", number)],
  ["serverPort", as("ports.server", number)],
  ["electionPort", as("ports.leaderElection", number)],
  ["clusterDomain", as("clusterDomain", (text) => text)],
  ["observers", as("observers", number)],
  ["metricsProvider.httpPort", as("ports.metrics", number)],
  ["metricsProvider.className", as("metrics.prometheus", (text) => text.endsWith("PrometheusMetricsProvider"))],
  ["metricsProvider.exportJvmInfo", always(["true"], "Overlayer's metrics have the JVM's too")],
  ["admin.enableServer", as("adminServer", (text) => (text === "true" ? "all" : "off"))],
  ["admin.serverPort", as("ports.admin", number)],
  ["admin.serverAddress", as("adminServer", (text) => (/^(127\.|localhost$)/.test(text) ? "localhost" : "all"))],
  ["logLevel", as("logLevel", (text) => text.split(",")[0]?.trim().toUpperCase() ?? text)],
  ["jvm heap", as("heap", heap)],
  ["jvm flags", flags],
  ["server numbers", numbers],
  ["dataDir", elsewhere],
  ["dataLogDir", elsewhere],
  ["standaloneEnabled", always(["true", "false"], "Overlayer sets it by the number of servers")],
  ["quorumListenOnAllIPs", always(["true"], "Overlayer's servers always do", "note")],
  ["electionPortBindRetry", always(["0"], "Overlayer's servers never give up waiting for their name")],
  [
    "reconfigEnabled",
    always(["false"], "Overlayer begins with static membership: see docs/scaling.md for the dynamic one", "warning"),
  ],
  ["4lw.commands.whitelist", words],
]);

/** Two servers of one number would overwrite each other's votes while the pods are replaced one by one. */
function numbers({ value, from }: Setting): Read {
  const message = `${value.split(":")[0]}: with Overlayer the pod zk-0 is server.1, zk-1 server.2 and so on`;
  return finding(
    "warning",
    from,
    message,
    "never roll these servers one by one: stop all of them before the first sync",
  );
}

/** ZooKeeper keeps three snapshots where fewer are asked for. */
function retain({ value, from }: Setting): Read {
  const given = number(value);
  return option(["purge", "retain"], typeof given === "number" ? Math.max(3, given) : given, from);
}

function words(setting: Setting): Read {
  const given = setting.value.split(/[\s,]+/).filter((word) => word !== "" && !ownWords.includes(word));
  if (given.length === 0) return together();
  const message = `of the four-letter words only ${ownWords.join(", ")} are answered`;
  return finding("warning", setting.from, message, 'set adminServer to "localhost" or "all" for what asks the others');
}

/** A JVM size: `512m`, `2g`, or MiB without a unit. */
function heap(text: string): Json {
  const [, amount = "", unit = ""] = /^(\d{1,9})([kmgKMG]?)$/.exec(text) ?? [];
  if (amount === "") return text;
  if (unit === "") return `${amount}M`;
  return unit.toLowerCase() === "k" ? `${Math.floor(Number(amount) / 1024)}M` : `${amount}${unit.toUpperCase()}`;
}

/** Flags of the JVM: those of the heap and of the largest request have options of their own. */
function flags({ value, from }: Setting): Read {
  const given = value.split(/\s+/).filter((flag) => flag !== "");
  const largest = given.flatMap((flag) => /^-Xmx(.+)$/.exec(flag)?.[1] ?? []).at(-1);
  const buffer = given.flatMap((flag) => /^-Djute\.maxbuffer=(.+)$/.exec(flag)?.[1] ?? []).at(-1);
  const others = given.filter((flag) => !/^-(Xmx|Xms|Djute\.maxbuffer=)/.test(flag));
  return together(
    option(["heap"], largest === undefined ? undefined : heap(largest), from),
    option(["juteMaxBuffer"], buffer === undefined ? undefined : number(buffer), from),
    option(["jvmFlags"], others.length === 0 ? undefined : others, from),
    given.some((flag) => flag.startsWith("-Xms"))
      ? finding("note", from, "-Xms: Overlayer gives the JVM no smallest heap")
      : together(),
  );
}
