import { valueAt } from "./fields.ts";
import type { Json, JsonObject } from "./json.ts";
import { partOf } from "./shared.ts";

/** A place in an object, list items left out, as kustomize's strategic-merge patches take it. */
export interface MergePlace {
  /** The fields by which a list's items are matched, `[]` where scalars are merged, undefined where the list is replaced whole. */
  readonly keys?: readonly string[];
  /** The places below that have merged lists in them, by field. */
  readonly below: ReadonlyMap<string, MergePlace>;
}

function map(below: Readonly<Record<string, MergePlace>>): MergePlace {
  return { below: new Map(Object.entries(below)) };
}

function list(keys: readonly string[], below: Readonly<Record<string, MergePlace>> = {}): MergePlace {
  return { keys, ...map(below) };
}

const containers = list(["name"], {
  env: list(["name"]),
  ports: list(["containerPort", "protocol"]),
  volumeDevices: list(["devicePath"]),
  volumeMounts: list(["mountPath"]),
});

const pod = map({
  spec: map({
    containers,
    initContainers: containers,
    ephemeralContainers: containers,
    hostAliases: list(["ip"]),
    imagePullSecrets: list(["name"]),
    topologySpreadConstraints: list(["topologyKey", "whenUnsatisfiable"]),
    volumes: list(["name"]),
  }),
});
const podTemplate = map({ template: pod });
const workload = map({ spec: podTemplate });
const cronJob = map({ spec: map({ jobTemplate: workload }) });
const webhooks = map({ webhooks: list(["name"]) });

// From the schema that kustomize 5 embeds, Kubernetes 1.21.2; its custom resources have no merged lists.
const kinds = new Map<string, MergePlace>([
  ["v1 Node", map({ spec: map({ podCIDRs: list([]) }) })],
  ["v1 Pod", pod],
  ["v1 PodTemplate", podTemplate],
  ["v1 ReplicationController", workload],
  ["v1 Service", map({ spec: map({ ports: list(["port", "protocol"]) }) })],
  ["v1 ServiceAccount", map({ secrets: list(["name"]) })],
  ["admissionregistration.k8s.io/v1 MutatingWebhookConfiguration", webhooks],
  ["admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration", webhooks],
  ["apps/v1 DaemonSet", workload],
  ["apps/v1 Deployment", workload],
  ["apps/v1 ReplicaSet", workload],
  ["apps/v1 StatefulSet", workload],
  ["batch/v1 Job", workload],
  ["batch/v1 CronJob", cronJob],
  ["batch/v1beta1 CronJob", cronJob],
  ["storage.k8s.io/v1 CSINode", map({ spec: map({ drivers: list(["name"]) }) })],
]);

/** Given as merged for every kind, wherever there is metadata. */
const metadata = map({ finalizers: list([]), ownerReferences: list(["uid"]) });
const unmerged = map({});

/** The place that is a whole object. */
export function rootPlace(object: JsonObject): MergePlace {
  return kinds.get(`${object["apiVersion"]} ${object["kind"]}`) ?? unmerged;
}

/** The place at a field of the map, or of the list's items, at a place. */
export function placeBelow(place: MergePlace, field: string): MergePlace {
  return field === "metadata" ? metadata : (place.below.get(field) ?? unmerged);
}

/** The keys of the place at a path that leaves list items out: `["spec", "template", "spec", "containers", "env"]`. */
export function mergeKeys(object: JsonObject, path: readonly string[]): readonly string[] | undefined {
  return path.reduce(placeBelow, rootPlace(object)).keys;
}

/** Fields that name an item for a reader, the most telling first: a port keeps its name when its number changes. */
const displayFields: readonly (readonly string[])[] = [
  ["name"],
  ["metadata.name"],
  ["mountPath"],
  ["devicePath"],
  ["containerPort", "protocol"],
  ["containerPort"],
  ["port", "protocol"],
  ["port"],
  ["ip"],
  ["topologyKey", "whenUnsatisfiable"],
  ["topologyKey"],
  ["key"],
  ["path"],
  ["host"],
  ["type"],
];

/**
 * The fields that tell the items of both lists apart for a reader, such as `["name"]` or `["metadata.name"]`;
 * undefined where no such fields are present in every item and unique in each list.
 */
export function displayKeys(before: readonly Json[], after: readonly Json[]): readonly string[] | undefined {
  return displayFields.find((fields) => areUnique(before, fields) && areUnique(after, fields));
}

/** An item's values of the key fields, joined by a slash: `80/TCP`; undefined where a key is no scalar. */
export function itemKey(item: Json, keys: readonly string[]): string | undefined {
  let name = "";
  for (const key of keys) {
    const value = key.includes(".") ? valueAt(item, key.split(".")) : partOf(item, key);
    if (!isScalar(value)) return undefined;
    name = key === keys[0] ? String(value) : `${name}/${value}`;
  }
  return name;
}

function isScalar(value: Json | undefined): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function areUnique(list: readonly Json[], keys: readonly string[]): boolean {
  const values = list.map((item) => itemKey(item, keys));
  return !values.includes(undefined) && new Set(values).size === values.length;
}
