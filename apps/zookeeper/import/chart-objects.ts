import { fieldOf } from "../../../compiler/kubernetes/compare.ts";
import { isObject, type Json, type JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";
import { parseQuantity } from "../../../compiler/kubernetes/quantity.ts";
import { asNumber } from "./value-readers.ts";
import { valueAt } from "./values.ts";

/** What a release of a chart is called, and where it is. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
}

/** A port of a Service or a container: its name and number, of a Service also the port of the nodes. */
type Port = readonly [name: string, port: number, nodePort?: Json | undefined];

/** What tells the objects of one chart from those of another. */
interface Ensemble {
  readonly names: { readonly set: string; readonly headless: string; readonly client: string };
  /** By which Services and the budget find the pods. */
  readonly selector: JsonObject;
  /** Of the StatefulSet, beside what is the same with every chart. */
  readonly spec: JsonObject;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  readonly pod: JsonObject;
  readonly container: JsonObject;
  readonly ports: readonly Port[];
  readonly claims: readonly JsonObject[];
  readonly headlessPorts: readonly Port[];
  readonly headlessAnnotations: Json | undefined;
  readonly clientPorts: readonly Port[];
  readonly clientAnnotations: Json | undefined;
  /** Of the Service of the clients, beside its ports and selector. */
  readonly clientSpec: JsonObject;
  readonly budget: { readonly name: string; readonly spec: JsonObject } | undefined;
}

/** The StatefulSet of a chart, its Services and its PodDisruptionBudget. */
export function chartObjects(namespace: string, ensemble: Ensemble): readonly Manifest[] {
  const { names, selector, spec, labels, annotations, pod, container, claims, budget } = ensemble;
  const object = (apiVersion: string, kind: string, name: string, fields: JsonObject, notes?: Json): Manifest => ({
    apiVersion,
    kind,
    metadata: { name, namespace, ...given({ annotations: notes }) },
    spec: fields,
  });
  const template = {
    metadata: {
      labels: { ...selector, ...labels },
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    spec: {
      ...pod,
      containers: [{ ...container, ports: ensemble.ports.map(([name, containerPort]) => ({ name, containerPort })) }],
    },
  };
  const service = (ports: readonly Port[]): JsonObject => ({
    ports: ports.map(([name, port, nodePort]) => given({ name, port, nodePort })),
    selector,
  });
  const headless = { ...service(ensemble.headlessPorts), clusterIP: "None" };
  const client = { ...service(ensemble.clientPorts), ...ensemble.clientSpec };
  return [
    object("v1", "Service", names.headless, headless, ensemble.headlessAnnotations),
    object("v1", "Service", names.client, client, ensemble.clientAnnotations),
    ...(budget === undefined
      ? []
      : [
          object("policy/v1", "PodDisruptionBudget", budget.name, {
            ...budget.spec,
            selector: { matchLabels: selector },
          }),
        ]),
    object("apps/v1", "StatefulSet", names.set, {
      ...spec,
      serviceName: names.headless,
      selector: { matchLabels: selector },
      template,
      ...(claims.length === 0 ? {} : { volumeClaimTemplates: claims }),
    }),
  ];
}

/** A claim template of a size, or of the chart's own where that is none; "-" stands for no StorageClass at all. */
export function claim(
  name: string,
  size: Json | undefined,
  otherwise: string,
  className: Json | undefined,
): JsonObject {
  const storageClassName = className === "-" ? "" : className;
  const isSize = typeof size === "number" || (typeof size === "string" && parseQuantity(size) !== undefined);
  return {
    metadata: { name },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: isSize ? size : otherwise } },
      ...(typeof storageClassName === "string" ? { storageClassName } : {}),
    },
  };
}

/** Pods on nodes of their own, as most charts ask for it: `hard`, `soft` or not at all. */
export function antiAffinityOf(strength: Json | undefined, matchLabels: JsonObject): JsonObject {
  const podAffinityTerm = { labelSelector: { matchLabels }, topologyKey: "kubernetes.io/hostname" };
  const rules = new Map<Json | undefined, JsonObject>([
    ["hard", { requiredDuringSchedulingIgnoredDuringExecution: [podAffinityTerm] }],
    ["soft", { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm }] }],
  ]);
  const podAntiAffinity = rules.get(strength);
  return podAntiAffinity === undefined ? {} : { affinity: { podAntiAffinity } };
}

/** Those fields of a values file that are Kubernetes' own, as they are. */
export function fieldsAsTheyAre(file: JsonObject, names: readonly string[]): JsonObject {
  return given(Object.fromEntries(names.map((name) => [name, valueAt(file, name)])));
}

/** The map without the fields that say nothing. */
export function given(fields: { readonly [name: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The whole number at a path, or else another one: of what is none another finding tells. */
export function numberAt(file: JsonObject, otherwise: number, ...path: readonly string[]): number {
  const value = asNumber(valueAt(file, ...path) ?? otherwise);
  return typeof value === "number" && Number.isSafeInteger(value) ? value : otherwise;
}

/** The text at a path, or else another one; a template is none. */
export function textAt(file: JsonObject, otherwise: string, ...path: readonly string[]): string {
  const value = valueAt(file, ...path);
  return typeof value === "string" && !value.includes("{{") ? value : otherwise;
}

/** The map at a path with the values of those fields that are text. */
export function textsAt(file: JsonObject, ...path: readonly string[]): JsonObject {
  const map = valueAt(file, ...path) ?? null;
  if (!isObject(map)) return {};
  return Object.fromEntries(Object.entries(map).filter(([, value]) => typeof value === "string"));
}

/** Helm's full name of a chart called zookeeper, where nothing else is asked for. */
export function fullName(release: string, chart: string): string {
  const name = release.includes(chart) ? release : `${release}-${chart}`;
  return name.slice(0, 63).replace(/-$/, "");
}

/** A values file with the chart's defaults where it says nothing. */
export function withDefaults(file: JsonObject, defaults: JsonObject): JsonObject {
  const fields = Object.entries(defaults).map(([name, value]) => {
    const own = fieldOf(file, name);
    if (own === undefined) return [name, value] as const;
    return [name, isObject(own) && isObject(value) ? withDefaults(own, value) : own] as const;
  });
  return Object.fromEntries([...Object.entries(file), ...fields]);
}
