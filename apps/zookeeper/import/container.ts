import type { InputField } from "../../../compiler/application.ts";
import { fieldOf, isEqual } from "../../../compiler/kubernetes/compare.ts";
import { valueAt } from "../../../compiler/kubernetes/fields.ts";
import { isList, isObject, type Json, type JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { canonicalQuantity, parseQuantity } from "../../../compiler/kubernetes/quantity.ts";
import { isSecretName } from "../../../compiler/kubernetes/secret-names.ts";
import { amount } from "./amounts.ts";
import { imageOption } from "./image.ts";
import { type Fields, finding, mapsIn, nothing, option, type Read, together } from "./reader.ts";
import { lastOf, type Setting } from "./settings.ts";
import { settingOfVariable, settingsOfFlags } from "./sources.ts";

/** What the server's container says, and what it tells its server. */
export interface ReadContainer {
  readonly read: Read;
  readonly settings: readonly Setting[];
}

/** Reads the server's container, but for its ports and mounts. `replicas` is the number of pods. */
export function readContainer(fields: Fields, replicas: Json, configMaps: readonly Manifest[]): ReadContainer {
  const isOurs = isEqual(fields.peek("command"), ["start-zookeeper"]);
  const started = readCommand(fields, replicas);
  const variables = readVariables(fields, configMaps);
  const read = together(
    imageOption(fields.take("image"), isOurs, fields.place("image")),
    option(["imagePullPolicy"], fields.take("imagePullPolicy"), fields.place("imagePullPolicy")),
    resources(fields),
    probes(fields),
    lifecycle(fields),
    security(fields),
    started.read,
    variables.read,
  );
  return { read, settings: [...variables.settings, ...started.settings] };
}

/** Amounts: Overlayer's limit of memory is what is requested. */
function resources(fields: Fields): Read {
  const [request, limit] = [
    fields.take("resources", "requests", "memory"),
    fields.take("resources", "limits", "memory"),
  ];
  const at = (list: string, name: string) => fields.place("resources", list, name);
  const isLimited = limit !== undefined && (request === undefined || amountOf(limit) > amountOf(request));
  return together(
    option(["cpu"], cores(fields.take("resources", "requests", "cpu")), at("requests", "cpu")),
    option(["cpuLimit"], cores(fields.take("resources", "limits", "cpu")), at("limits", "cpu")),
    isLimited
      ? option(["memory"], amount(limit), at("limits", "memory"))
      : option(["memory"], request === undefined ? undefined : amount(request), at("requests", "memory")),
    isLimited && request !== undefined
      ? finding("note", at("requests", "memory"), `the limit of memory, ${limit}, becomes the request too`)
      : nothing,
  );
}

function amountOf(value: Json): bigint {
  return parseQuantity(String(value)) ?? 0n;
}

/** Cores as people write them: `2` for `"2"` and `2000m`. */
function cores(value: Json | undefined): Json | undefined {
  if (typeof value !== "string") return value;
  const written = canonicalQuantity(value);
  if (/^\d{1,6}$/.test(written)) return Number(written);
  const thousandths = /^(\d{1,9})m$/.exec(written)?.[1];
  return thousandths === undefined ? value : Number(thousandths) / 1000;
}

const probeOptions = [
  ["startupProbe", "startup"],
  ["readinessProbe", "readiness"],
  ["livenessProbe", "liveness"],
] as const;
const probeFields = ["initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold"];

/** How often and how long: what is asked is Overlayer's own. */
function probes(fields: Fields): Read {
  return together(
    ...probeOptions.map(([name, probe]) => {
      const given = fields.take(name);
      if (!isObject(given)) return nothing;
      const times = probeFields.map((field) =>
        option(["probes", probe, field], fieldOf(given, field), fields.place(name, field)),
      );
      return together(...times, finding("note", fields.place(name), "Overlayer's own probe asks the server, as often"));
    }),
  );
}

/** Who the server is: Overlayer's is always the official image's user, within the restricted standard. */
function security(fields: Fields): Read {
  const given = fields.take("securityContext");
  if (!isObject(given)) return nothing;
  return together(
    ownUser(fieldOf(given, "runAsUser"), fields.place("securityContext", "runAsUser")),
    finding("note", fields.place("securityContext"), "Overlayer's own, within the Pod Security Standard restricted"),
  );
}

/** The files on the volumes belong to the user of today's server. */
export function ownUser(user: Json | undefined, from: InputField): Read {
  if (user === undefined || user === 1000) return nothing;
  const message = `servers run as user 1000 and not ${JSON.stringify(user)}, with group 1000 for the volumes (fsGroup)`;
  const hint =
    "Kubernetes gives that group the files when a pod starts, where the volume's driver can; look that version-2/ is writable on the first server before you go on";
  return finding("warning", from, message, hint);
}

/** A hook of another image's scripts. */
function lifecycle(fields: Fields): Read {
  if (fields.take("lifecycle") === undefined) return nothing;
  const why = "Overlayer's servers need no hook: they end at SIGTERM, and clients take their sessions to another one";
  return finding("warning", fields.place("lifecycle"), `the hooks are left out. ${why}`);
}

interface ReadPart {
  readonly read: Read;
  readonly settings: readonly Setting[];
}

/** The flags of start-zookeeper; any other script is replaced by Overlayer's. */
function readCommand(fields: Fields, replicas: Json): ReadPart {
  const [command, args] = [fields.take("command"), fields.take("args")];
  if (command === undefined && args === undefined) return { read: nothing, settings: [] };
  const from = fields.place(command === undefined ? "args" : "command");
  const words = [command, args].flatMap((list) => (isList(list) ? list.map(String) : []));
  const { settings, others } = settingsOfFlags(words.join(" "), from);
  const servers = others.get("servers");
  const mismatch =
    servers === undefined || servers === String(replicas)
      ? nothing
      : finding("warning", from, `--servers=${servers} beside ${replicas} replicas`, "mend that before you go on");
  const rest = [...others.keys()].filter((flag) => flag !== "servers" && flag !== "conf_dir");
  const unknown = rest.map((flag) => finding("warning", from, `no option is known for the flag --${flag}`));
  const replaced = finding("note", from, "Overlayer's start-zookeeper starts the server");
  return { read: together(replaced, mismatch, ...unknown, ...purging(settings)), settings };
}

/** The classic image misspells the setting, so that its servers never purge. */
function purging(settings: readonly Setting[]): readonly Read[] {
  const purge = lastOf(settings, "autopurge.purgeInterval");
  if (purge === undefined || purge.value === "0") return [];
  const message =
    "from now on old snapshots are purged: the classic image misspells autopurge.purgeInterval in zoo.cfg";
  return [finding("note", purge.from, message)];
}

/** Variables of known images; others are left, and kept. */
function readVariables(fields: Fields, configMaps: readonly Manifest[]): ReadPart {
  const variables = mapsIn(fields.take("env"));
  const read = variables.map((variable, index) => {
    const name = String(fieldOf(variable, "name") ?? "");
    const value = fieldOf(variable, "value") ?? configured(variable, configMaps);
    const place = fields.place("env");
    const from = { ...place, path: [...place.path, { index, key: name }] };
    const text = typeof value === "string" ? value : String(value ?? "");
    const settings = value === undefined ? [] : settingOfVariable(name, text, from);
    const isSecret = fieldOf(variable, "value") !== undefined && isSecretName(name);
    const isKept = settings.length === 0 && !isOfImage(name) && !isSecret;
    const dropped = settings.length > 0 || isKept ? nothing : droppedVariable(name, text, from);
    return { variable, settings, dropped, isKept };
  });
  const kept = read.flatMap(({ variable, isKept }) => (isKept ? [variable] : []));
  if (kept.length > 0) fields.put(["env"], kept);
  return { read: together(...read.map((one) => one.dropped)), settings: read.flatMap((one) => one.settings) };
}

/** The value of a variable that is in one of the ConfigMaps. */
function configured(variable: JsonObject, configMaps: readonly Manifest[]): Json | undefined {
  const reference = valueAt(variable, ["valueFrom", "configMapKeyRef"]);
  const [name, key] = [valueAt(reference, ["name"]), valueAt(reference, ["key"])];
  const object = configMaps.find(({ metadata }) => metadata.name === name);
  return typeof key === "string" ? valueAt(object, ["data", key]) : undefined;
}

/** Variables that only the scripts of an image read. */
function isOfImage(name: string): boolean {
  return /^(ZOO|ZK|BITNAMI|ALLOW|JMX)[A-Z0-9]*_|^(JMXAUTH|JMXDISABLE|JMXPORT|JMXSSL|CLIENT_PORT|POD_NAME)$/.test(name);
}

const secretHint = "put it into a Secret, and name that by valueFrom in an override of the container";

function droppedVariable(name: string, value: string, from: InputField): Read {
  if (name === "CLIENT_PORT" || /^(ZOO|ZK)_(MY_ID|CONF_DIR|LOG_DIR|REPLICAS|SERVER_ID)$/.test(name)) return nothing;
  if (!isOfImage(name))
    return finding(
      "warning",
      from,
      `${name} is left out: it looks like a secret, and is never written into a file; a sync takes it out of what runs`,
      secretHint,
    );
  const isOff = /^(|no|false|0)$/i.test(value);
  const isSecurity = /AUTH|PASSWORD|USERS|TLS|KEYSTORE|TRUSTSTORE|ANONYMOUS/.test(name);
  if (isSecurity && !isOff && !name.startsWith("ALLOW_"))
    return finding(
      "warning",
      from,
      `${name} is left out`,
      "set the options tls and authentication: see docs/security.md",
    );
  return finding("note", from, `${name} is of the image that runs today, and left out`);
}
