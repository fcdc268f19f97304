import { fieldOf, isEqual } from "../../../compiler/kubernetes/compare.ts";
import { isList, isObject, type Json, type JsonObject } from "../../../compiler/kubernetes/json.ts";
import { ownUser } from "./container.ts";
import { type Fields, finding, mapsIn, nothing, option, type Read, together } from "./reader.ts";

/** Reads what a pod template says beside its containers. `own` are the labels of its pods. */
export function readPod(set: Fields, own: JsonObject, selector: JsonObject): Read {
  const spec = ["spec", "template", "spec"];
  const as = (path: readonly string[], ...field: readonly string[]) =>
    option(path, set.take(...spec, ...field), set.place(...spec, ...field));
  return together(
    labels(set, selector),
    option(
      ["pods", "annotations"],
      set.take("spec", "template", "metadata", "annotations"),
      set.place("spec", "template", "metadata", "annotations"),
    ),
    as(["pods", "nodeSelector"], "nodeSelector"),
    tolerations(set),
    as(["pods", "priorityClassName"], "priorityClassName"),
    as(["pods", "serviceAccountName"], "serviceAccountName"),
    as(["pods", "terminationGracePeriodSeconds"], "terminationGracePeriodSeconds"),
    pullSecrets(set),
    ownUser(set.peek(...spec, "securityContext", "runAsUser"), set.place(...spec, "securityContext", "runAsUser")),
    spreading(set, own),
  );
}

function labels(set: Fields, selector: JsonObject): Read {
  const path = ["spec", "template", "metadata", "labels"];
  const given = set.take(...path);
  if (!isObject(given)) return nothing;
  const others = Object.entries(given).filter(([key]) => !Object.hasOwn(selector, key));
  const isOwn = (key: string) => /^app\.kubernetes\.io\/(name|instance)$/.test(key);
  const kept = Object.fromEntries(others.filter(([key]) => !isOwn(key)));
  const dropped = others.map(([key]) => key).filter(isOwn);
  return together(
    option(["pods", "labels"], Object.keys(kept).length === 0 ? undefined : kept, set.place(...path)),
    ...dropped.map((key) => finding("note", set.place(...path, key), `the pods' label ${key} is Overlayer's own`)),
  );
}

function tolerations(set: Fields): Read {
  const path = ["spec", "template", "spec", "tolerations"];
  const given = mapsIn(set.take(...path));
  // Equal is what the API server takes where there is no operator
  const complete = given.map(({ key, operator = "Equal", ...rest }) => ({
    ...(key === undefined ? {} : { key }),
    operator,
    ...rest,
  }));
  return option(["pods", "tolerations"], given.length === 0 ? undefined : complete, set.place(...path));
}

function pullSecrets(set: Fields): Read {
  const path = ["spec", "template", "spec", "imagePullSecrets"];
  const names = mapsIn(set.take(...path)).map((one) => fieldOf(one, "name") ?? "");
  return option(["imagePullSecrets"], names.length === 0 ? undefined : names, set.place(...path));
}

/** What keeps the pods apart; rules of another form are left. */
function spreading(set: Fields, own: JsonObject): Read {
  const spec = ["spec", "template", "spec"];
  const affinity = [...spec, "affinity", "podAntiAffinity"];
  const hard = set.peek(...affinity, "requiredDuringSchedulingIgnoredDuringExecution");
  const soft = set.peek(...affinity, "preferredDuringSchedulingIgnoredDuringExecution");
  const isAlone = Object.keys(asMap(set.peek(...affinity))).length === 1;
  const isHard = isAlone && isList(hard) && hard.length === 1 && isOnNodes(hard[0], own);
  const { weight: _, podAffinityTerm = null, ...rest } = isList(soft) && soft.length === 1 ? asMap(soft[0]) : {};
  const isSoft = isAlone && Object.keys(rest).length === 0 && isOnNodes(podAffinityTerm, own);
  if (isHard || isSoft) set.take(...affinity);
  const constraints = mapsIn(set.peek(...spec, "topologySpreadConstraints"));
  const zone = constraints.length === 1 ? constraints.find((one) => isOverZones(one, own)) : undefined;
  if (zone !== undefined) set.take(...spec, "topologySpreadConstraints");
  const zones = zone === undefined ? "off" : fieldOf(zone, "whenUnsatisfiable") === "DoNotSchedule" ? "hard" : "soft";
  return together(
    option(["spreading", "nodes"], isHard ? "hard" : isSoft ? "soft" : "off", set.place(...affinity)),
    option(["spreading", "zones"], zones, set.place(...spec, "topologySpreadConstraints")),
  );
}

function isOnNodes(term: Json | undefined, selector: JsonObject): boolean {
  const { labelSelector, topologyKey, namespaces = [], ...rest } = isObject(term) ? term : {};
  const isPlain = Object.keys(rest).length === 0 && isEqual(namespaces, []);
  return isPlain && topologyKey === "kubernetes.io/hostname" && finds(labelSelector, selector);
}

function isOverZones(constraint: JsonObject, selector: JsonObject): boolean {
  const { labelSelector, topologyKey, whenUnsatisfiable: _, maxSkew, ...rest } = constraint;
  const isPlain = Object.keys(rest).length === 0 && maxSkew === 1;
  return isPlain && topologyKey === "topology.kubernetes.io/zone" && finds(labelSelector, selector);
}

/** True where a label selector asks for these labels, or for some of them: it finds the pods of the ensemble. */
function finds(selector: Json | undefined, labels: JsonObject): boolean {
  if (!isObject(selector)) return false;
  const { matchLabels = {}, matchExpressions = [], ...rest } = selector;
  if (!isObject(matchLabels) || !isList(matchExpressions) || Object.keys(rest).length > 0) return false;
  const expressions = matchExpressions.map((one) => {
    const { key, operator, values, ...others } = asMap(one);
    return Object.keys(others).length === 0 && operator === "In" && isList(values) && values.length === 1
      ? ([String(key), values[0] ?? ""] as const)
      : undefined;
  });
  const asked = [...Object.entries(matchLabels), ...expressions.flatMap((one) => (one === undefined ? [] : [one]))];
  const isWhole = expressions.every((one) => one !== undefined) && asked.length > 0;
  return isWhole && asked.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

function asMap(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
