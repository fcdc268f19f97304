import { valueAt } from "./fields.ts";
import type { Json, JsonObject } from "./json.ts";
import { partOf } from "./shared.ts";

/** Merge keys inside a PodSpec: path below the PodSpec, list items left out → the fields that name an item. */
const podSpecLists: Readonly<Record<string, readonly string[]>> = {
  containers: ["name"],
  ...containerLists("containers"),
  initContainers: ["name"],
  ...containerLists("initContainers"),
  ephemeralContainers: ["name"],
  ...containerLists("ephemeralContainers"),
  hostAliases: ["ip"],
  imagePullSecrets: ["name"],
  topologySpreadConstraints: ["topologyKey", "whenUnsatisfiable"],
  volumes: ["name"],
};

/** Where a kind holds its PodSpec. */
const podSpecs: Readonly<Record<string, string>> = {
  "v1 Pod": "spec",
  "v1 PodTemplate": "template.spec",
  "v1 ReplicationController": "spec.template.spec",
  "apps/v1 DaemonSet": "spec.template.spec",
  "apps/v1 Deployment": "spec.template.spec",
  "apps/v1 ReplicaSet": "spec.template.spec",
  "apps/v1 StatefulSet": "spec.template.spec",
  "batch/v1 Job": "spec.template.spec",
  "batch/v1 CronJob": "spec.jobTemplate.spec.template.spec",
  "batch/v1beta1 CronJob": "spec.jobTemplate.spec.template.spec",
};

const mergedLists = new Map<string, readonly string[]>([
  ["v1 Node spec.podCIDRs", []],
  ["v1 Service spec.ports", ["port", "protocol"]],
  ["v1 ServiceAccount secrets", ["name"]],
  ["admissionregistration.k8s.io/v1 MutatingWebhookConfiguration webhooks", ["name"]],
  ["admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration webhooks", ["name"]],
  ["storage.k8s.io/v1 CSINode spec.drivers", ["name"]],
  ...Object.entries(podSpecs).flatMap(([kind, podSpec]) =>
    Object.entries(podSpecLists).map(([path, keys]) => [`${kind} ${podSpec}.${path}`, keys] as const),
  ),
]);

function containerLists(containers: string): Record<string, readonly string[]> {
  return {
    [`${containers}.env`]: ["name"],
    [`${containers}.ports`]: ["containerPort", "protocol"],
    [`${containers}.volumeDevices`]: ["devicePath"],
    [`${containers}.volumeMounts`]: ["mountPath"],
  };
}

/**
 * The fields by which kustomize's strategic-merge patches match the items of a list, `[]` where it merges scalars,
 * undefined where a patch replaces the list whole. From the schema that kustomize 5 embeds, Kubernetes 1.21.2; its
 * custom resources have no merged lists, but `finalizers` and `ownerReferences` are given as merged for every kind.
 * The path leaves list items out: `["spec", "template", "spec", "containers", "env"]`.
 */
export function mergeKeys(object: JsonObject, path: readonly string[]): readonly string[] | undefined {
  const inMetadata = path.at(-2) === "metadata";
  if (inMetadata && path.at(-1) === "finalizers") return [];
  if (inMetadata && path.at(-1) === "ownerReferences") return ["uid"];
  if (path.some((field) => field.includes("."))) return undefined;
  return mergedLists.get(`${object["apiVersion"]} ${object["kind"]} ${path.join(".")}`);
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
