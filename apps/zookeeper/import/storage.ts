import type { InputField } from "../../../compiler/application.ts";
import { isEqual } from "../../../compiler/kubernetes/compare.ts";
import { nestedAt, valueAt, withoutField } from "../../../compiler/kubernetes/fields.ts";
import type { Json, JsonObject } from "../../../compiler/kubernetes/json.ts";
import { dnsName } from "../../../compiler/kubernetes/schema.ts";
import { storage } from "../options/storage.ts";
import { amount } from "./amounts.ts";
import { type Directories, newDirectories } from "./directories.ts";
import { type Fields, finding, mapsIn, nothing, option, type Read, together } from "./reader.ts";

/** A claim template, and where the server's container mounts its volume. */
interface Volume {
  readonly name: string;
  readonly claim: JsonObject;
  readonly from: InputField;
  readonly mountPath: string;
  readonly subPath?: Json;
}

/**
 * The volumes, and the directories on them: a server that did not find its data would start empty. `set` is the
 * StatefulSet of the name, `server` its container.
 */
export function readStorage(name: string, set: Fields, server: Fields, directories: Directories): Read {
  const claims = mapsIn(set.take("spec", "volumeClaimTemplates"));
  const mounts = mapsIn(server.take("volumeMounts"));
  const from = set.place("spec", "volumeClaimTemplates");
  const volumes = claims.flatMap((claim, index) => volumesOf(claim, index, mounts, from));
  const isOfClaim = (mount: JsonObject) => volumes.some((one) => one.name === valueAt(mount, ["name"]));
  const others = mounts.filter((mount) => !isOfClaim(mount));
  if (others.length > 0) server.put(["volumeMounts"], others);
  const plain = mounts.filter(isOfClaim).every((mount) => Object.keys(mount).every((key) => mountFields.includes(key)));
  const special = plain ? nothing : specialMount(server);

  const volume = volumeAt(volumes, directories.data);
  if (volume === undefined) {
    const message = `the data directory, ${directories.data}, is on no volume of a claim template: what is there goes with its pod`;
    const hint =
      "a StatefulSet cannot be given volumes later: copy the data to a new ensemble, or delete it with --cascade=orphan first";
    return together(special, finding("warning", from, message, hint), ...asTheyAre(name, claims, [], from));
  }
  const log = volumeAt(volumes, directories.dataLog);
  const own = log?.name === volume.name ? undefined : log;
  const now = newDirectories(directories, volume, log);
  const moved = [
    ...mountOf(volume, now.volume, now.dataMount),
    ...(log === undefined || log === volume ? [] : mountOf(log, own === undefined ? "" : now.dataLog, now.logMount)),
  ];
  return together(
    volume.name === "datadir" ? nothing : option(["names", "volume"], volume.name, volume.from),
    own === undefined || own.name === "datalogdir" ? nothing : option(["names", "logVolume"], own.name, own.from),
    claimOptions(volume, ["storage"]),
    own === undefined ? nothing : claimOptions(own, ["storage", "transactionLog"]),
    option(["directories", "data"], now.data, volume.from),
    option(["directories", "dataLog"], now.dataLog, volume.from),
    moved.length === 0
      ? nothing
      : overrideOf(
          name,
          ["spec", "template", "spec", "containers"],
          [{ name: "zookeeper", volumeMounts: moved }],
          volume.from,
        ),
    ...asTheyAre(name, claims, own === undefined ? [volume.name] : [volume.name, own.name], from),
    special,
    log === undefined ? offVolume(directories, from) : nothing,
  );
}

const mountFields = ["name", "mountPath", "subPath"];

function specialMount(server: Fields): Read {
  const message = "the volumes of the data are mounted without further fields";
  return finding(
    "warning",
    server.place("volumeMounts"),
    message,
    "lay them over by an override if the servers need them",
  );
}

function volumesOf(
  claim: JsonObject,
  index: number,
  mounts: readonly JsonObject[],
  from: InputField,
): readonly Volume[] {
  const name = valueAt(claim, ["metadata", "name"]);
  return mounts.flatMap((mount) => {
    const mountPath = valueAt(mount, ["mountPath"]);
    if (typeof name !== "string" || valueAt(mount, ["name"]) !== name || typeof mountPath !== "string") return [];
    const subPath = valueAt(mount, ["subPath"]);
    const place = { ...from, path: [...from.path, { index, key: name }] };
    const trimmed = mountPath.replace(/(?<=.)\/+$/, "");
    return [{ name, claim, from: place, mountPath: trimmed, ...(subPath === undefined ? {} : { subPath }) }];
  });
}

/** The volume that a directory is on: the one that is mounted deepest. */
function volumeAt(volumes: readonly Volume[], directory: string): Volume | undefined {
  const above = volumes.filter(({ mountPath }) => `${directory}/`.startsWith(`${mountPath}/`));
  return above.toSorted((one, other) => other.mountPath.length - one.mountPath.length)[0];
}

/** Parts of mounts that put a volume at `path`, where Overlayer has it at `own`, or nowhere. */
function mountOf({ name, subPath }: Volume, own: string, path: string): readonly JsonObject[] {
  const mount = { name, mountPath: path, ...(subPath === undefined ? {} : { subPath }) };
  if (own === path) return subPath === undefined ? [] : [mount];
  return [...(own === "" ? [] : [{ mountPath: own, $patch: "delete" }]), mount];
}

function claimOptions({ claim, from }: Volume, path: readonly string[]): Read {
  const size = valueAt(claim, ["spec", "resources", "requests", "storage"]);
  const className = valueAt(claim, ["spec", "storageClassName"]);
  return together(
    option([...path, "size"], size === undefined ? undefined : amount(size), from),
    // that there is none is said by an override of the claims
    option([...path, "className"], className === "" ? undefined : className, from),
  );
}

/** Kubernetes refuses any other claim template: what options cannot say exactly is overridden. */
function asTheyAre(
  name: string,
  claims: readonly JsonObject[],
  used: readonly string[],
  from: InputField,
): readonly Read[] {
  const names = claims.map((claim) => valueAt(claim, ["metadata", "name"]));
  const isSame = isEqual(names.map(String), used) && claims.every(isPlain);
  if (isSame) return [];
  return [overrideOf(name, ["spec", "volumeClaimTemplates"], claims, from)];
}

/** What the API server fills in, or Overlayer writes as well. */
const plainFields: readonly (readonly [path: readonly string[], isPlain: (value: Json) => boolean])[] = [
  [["apiVersion"], (value) => value === "v1"],
  [["kind"], (value) => value === "PersistentVolumeClaim"],
  [["metadata", "name"], () => true],
  [["spec", "accessModes"], (value) => isEqual(value, ["ReadWriteOnce"])],
  [["spec", "volumeMode"], (value) => value === "Filesystem"],
  [["spec", "storageClassName"], (value) => dnsName.safeParse(value).success],
  [["spec", "resources", "requests", "storage"], (value) => storage.shape.size.safeParse(amount(value)).success],
];

function isPlain(claim: JsonObject): boolean {
  let left = claim;
  for (const [path, isFine] of plainFields) {
    const value = valueAt(left, path);
    if (value !== undefined && isFine(value)) left = withoutField(left, path);
  }
  const modes = valueAt(claim, ["spec", "accessModes"]);
  return Object.keys(left).length === 0 && modes !== undefined;
}

function overrideOf(name: string, path: readonly string[], value: Json, from: InputField): Read {
  return option(["overrides", `StatefulSet/${name}`], nestedAt(path, value), from);
}

function offVolume({ dataLog }: Directories, from: InputField): Read {
  return finding(
    "warning",
    from,
    `the transaction log, ${dataLog}, is on no volume of a claim template: it moves to that of the data`,
    "let every server be in sync before the next one restarts: each loses what it has only in its log",
  );
}
