import { valueAt } from "../../../compiler/kubernetes/fields.ts";
import { namespaceOf } from "../../../compiler/kubernetes/identity.ts";
import { isObject, type JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { mapsIn } from "./reader.ts";

/** A StatefulSet that runs ZooKeeper, and the objects of its namespace that find its pods. */
export interface EnsembleObjects {
  readonly set: Manifest;
  /** Index of the container that runs the server. */
  readonly server: number;
  /** Labels of the pods. */
  readonly labels: JsonObject;
  readonly headless: Manifest | undefined;
  /** The Service for clients. */
  readonly client: Manifest | undefined;
  readonly budget: Manifest | undefined;
  readonly configMaps: readonly Manifest[];
}

/** Names on the way to a pod template's spec. */
export const podSpec = ["spec", "template", "spec"];

/** Index of the container that runs the server; -1 where there is none. */
export function serverIndex(set: Manifest): number {
  return mapsIn(valueAt(set, [...podSpec, "containers"])).findIndex((container) => {
    const { name = "", image = "", command = [], args = [] } = container;
    if (name === "zookeeper") return true;
    const program = String(image).split("@")[0]?.split("/").at(-1) ?? "";
    return !/exporter|jmx/.test(program) && /zookeeper|zkserver|k8szk/i.test(JSON.stringify([image, command, args]));
  });
}

/** The objects that belong to a StatefulSet. */
export function ensembleObjects(set: Manifest, objects: readonly Manifest[]): EnsembleObjects {
  const near = objects.filter((one) => namespaceOf(one) === namespaceOf(set));
  const template = valueAt(set, ["spec", "template", "metadata", "labels"]);
  const labels = isObject(template) ? template : {};
  const services = near.filter((one) => one.kind === "Service" && selects(one, ["spec", "selector"], labels));
  const headless = services.find(({ metadata }) => metadata.name === valueAt(set, ["spec", "serviceName"]));
  return {
    set,
    server: serverIndex(set),
    labels,
    headless,
    client: clientServiceOf(services, set.metadata.name),
    budget: near.find(
      (one) => one.kind === "PodDisruptionBudget" && selects(one, ["spec", "selector", "matchLabels"], labels),
    ),
    configMaps: near.filter(({ kind }) => kind === "ConfigMap"),
  };
}

/** True where the labels that an object asks for, at a path, are among these. */
function selects(object: JsonObject, path: readonly string[], labels: JsonObject): boolean {
  const selector = valueAt(object, path);
  if (!isObject(selector) || Object.keys(selector).length === 0) return false;
  return Object.entries(selector).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

/** Among the Services that have an address, one that is called as a Service for clients is. */
function clientServiceOf(services: readonly Manifest[], name: string): Manifest | undefined {
  const addressed = services.filter((one) => valueAt(one, ["spec", "clusterIP"]) !== "None");
  const usual = [`${name}-cs`, `${name}-client`, name];
  return addressed.find(({ metadata }) => usual.includes(metadata.name)) ?? addressed[0];
}
