import { groupOf, namespaceOf } from "../kubernetes/identity.ts";
import type { Json } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { at } from "./field.ts";

/** Whether pods follow a change of their template by themselves, and from which ordinal on. */
export type Strategy = { readonly kind: "on-delete" } | { readonly kind: "rolling"; readonly partition: number };

/** The strategy of a StatefulSet or DaemonSet. */
export function strategyOf(workload: Manifest): Strategy {
  const strategy = at(workload, "spec", "updateStrategy");
  if (at(strategy, "type") === "OnDelete") return { kind: "on-delete" };
  return { kind: "rolling", partition: numberOr(at(strategy, "rollingUpdate", "partition"), 0) };
}

/** Number of pods that a workload asks for; Kubernetes' default is one. */
export function replicasOf(workload: Manifest): number {
  return numberOr(at(workload, "spec", "replicas"), 1);
}

/** `1 pod`, `3 pods`. */
export function podsText(number: number): string {
  return number === 1 ? "1 pod" : `${number} pods`;
}

/** Names of a StatefulSet's pods, the lowest ordinal first. */
export function podsOf(statefulSet: Manifest): readonly string[] {
  return ordinalsOf(statefulSet).map((ordinal) => `${statefulSet.metadata.name}-${ordinal}`);
}

/** Ordinals of a StatefulSet's pods, ascending. */
export function ordinalsOf(statefulSet: Manifest): readonly number[] {
  const start = numberOr(at(statefulSet, "spec", "ordinals", "start"), 0);
  // a hostile number must not fill the memory
  return Array.from({ length: Math.min(replicasOf(statefulSet), 1000) }, (_, index) => start + index);
}

/** True where an object is of a group and kind: `apps`, `StatefulSet`. */
export function isKind(object: Manifest, group: string, kind: string): boolean {
  return object.kind === kind && groupOf(object.apiVersion) === group;
}

/** The `-n` of kubectl for an object, with the space after it. */
export function inNamespaceOf(object: Manifest): string {
  const namespace = namespaceOf(object);
  return namespace === undefined ? "" : `-n ${word(namespace)} `;
}

/** A word that a shell takes as it is. */
export function word(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function numberOr(value: Json | undefined, otherwise: number): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : otherwise;
}
