import { isList, isObject, type Json, type JsonObject } from "../../../compiler/kubernetes/json.ts";
import { given, textAt } from "./chart-objects.ts";
import { asNumber, told } from "./value-readers.ts";
import { hasTemplate, type Reader, valueAt } from "./values.ts";

const fromOutside = ["NodePort", "LoadBalancer"];

/** Fields that charts give the Service of the clients only where it is of one of these types. */
const typesOf: ReadonlyMap<string, readonly string[]> = new Map([
  ["externalTrafficPolicy", fromOutside],
  ["loadBalancerIP", ["LoadBalancer"]],
  ["loadBalancerSourceRanges", ["LoadBalancer"]],
  ["nodePort", fromOutside],
]);

/** What the API server takes where nothing is said. */
const usual: ReadonlyMap<string, Json> = new Map([
  ["type", "ClusterIP"],
  ["externalTrafficPolicy", "Cluster"],
  ["sessionAffinity", "None"],
]);

/** What the fields are that are no text. */
const kinds: ReadonlyMap<string, { readonly words: string; readonly holds: (value: Json) => boolean }> = new Map([
  ["annotations", { words: "a map", holds: isObject }],
  ["loadBalancerSourceRanges", { words: "a list", holds: isList }],
  ["nodePort", { words: "a number", holds: (value: Json) => typeof asNumber(value) === "number" }],
  ["sessionAffinityConfig", { words: "a map", holds: isObject }],
]);

const text = { words: "text", holds: (value: Json) => typeof value === "string" };

/** A field of the Service of the clients, which an override keeps as the chart makes it. */
export function serviceField(field: string): Reader {
  return (value, file) => {
    if (value === usual.get(field)) return [];
    const { words, holds } = kinds.get(field) ?? text;
    if (!holds(value)) return told(`the chart has ${words} here`);
    const types = typesOf.get(field) ?? [];
    return isMade(field, file)
      ? told("no option stands for it: an override of the Service of the clients keeps it")
      : told(`the chart has it only in a Service of the type ${types.join(" or ")}`);
  };
}

/** Annotations of the headless Service, which an override keeps. */
export const headlessAnnotations: Reader = (value) =>
  told(
    isObject(value)
      ? "no option stands for them: an override of the headless Service keeps them"
      : "the chart has a map here",
  );

/** What a chart makes of the keys under `service`, but for the names and numbers of its ports. */
export function clientServiceSpec(file: JsonObject): JsonObject {
  const fields = ["type", ...typesOf.keys(), "sessionAffinity", "sessionAffinityConfig"];
  return given(Object.fromEntries(fields.map((field) => [field, serviceValue(file, field, "service", field)])));
}

/** The value of a file that becomes a field of a Service; undefined where it becomes none. */
export function serviceValue(file: JsonObject, field: string, ...path: readonly string[]): Json | undefined {
  const value = valueAt(file, ...path);
  const isSaid =
    value !== undefined && value !== usual.get(field) && !hasTemplate(value) && (kinds.get(field) ?? text).holds(value);
  return isSaid && isMade(field, file) ? value : undefined;
}

function isMade(field: string, file: JsonObject): boolean {
  return typesOf.get(field)?.includes(textAt(file, "ClusterIP", "service", "type")) ?? true;
}
