import * as z from "zod";
import type { OptionPath } from "../application.ts";
import { groupOf } from "../kubernetes/identity.ts";
import { isObject, type Json } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { oncePer, remembering } from "../kubernetes/remembering.ts";
import { dnsLabel, dnsName, labelKey, labelValue } from "../kubernetes/schema.ts";
import { isSecretName } from "../kubernetes/secret-names.ts";
import { closestQuantity } from "./closest-quantity.ts";
import type { FieldProblem } from "./field-problem.ts";
import { hidden, nameText, pathText, valueText } from "./text.ts";

/** What a field has to be beside its type: itself, or the keys and the values of a map. */
interface Format {
  readonly value?: z.ZodType;
  readonly keys?: z.ZodType;
  readonly values?: z.ZodType;
}

// As lenient as the API server: blanks around it are cut, and what is finer than it can hold is rounded.
const amount = /^\+?(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;
const quantity = z.string().trim().regex(amount, { error: 'a quantity such as "500m" or "4Gi"' });
const portName = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;
const fileName = /^(?!\.$|\.\.)[\w.-]{1,253}$/;
const segment = z.string().regex(/^(?!\.{1,2}$)[^/%]+$/, { error: "a name without / and %" });

const portFrom = (least: number) => {
  const error = `a port from ${least} to 65535`;
  return z.int({ error }).min(least, { error }).max(65535, { error });
};
const [port, portOrNone] = [portFrom(1), portFrom(0)];
const orName = (number: z.ZodInt) =>
  z.union([number, z.string().regex(portName)], { error: "a port, or the name of one such as client" });
const portOrName = orName(port);

const labels: Format = { keys: labelKey, values: labelValue };
const annotations: Format = { keys: z.string().toLowerCase().pipe(labelKey) };
const contents: Format = {
  keys: z.string().regex(fileName, { error: "a file name of letters, digits, dashes, dots and underscores" }),
};
const amounts: Format = { values: quantity };
const named: Format = { value: dnsLabel };

/** Model and field → what the API server asks of it, as its validation has it; the OpenAPI documents do not. */
export const fieldFormats: ReadonlyMap<string, Format> = new Map([
  ["V1ConfigMap.binaryData", contents],
  ["V1ConfigMap.data", contents],
  ["V1Container.name", named],
  ["V1ContainerPort.containerPort", { value: port }],
  ["V1ContainerPort.hostPort", { value: portOrNone }],
  ["V1EmptyDirVolumeSource.sizeLimit", { value: quantity }],
  ["V1GRPCAction.port", { value: port }],
  ["V1HTTPGetAction.port", { value: portOrName }],
  ["V1LabelSelector.matchLabels", labels],
  ["V1LimitRangeItem.default", amounts],
  ["V1LimitRangeItem.defaultRequest", amounts],
  ["V1LimitRangeItem.max", amounts],
  ["V1LimitRangeItem.maxLimitRequestRatio", amounts],
  ["V1LimitRangeItem.min", amounts],
  ["V1NetworkPolicyPort.endPort", { value: port }],
  ["V1NetworkPolicyPort.port", { value: portOrName }],
  ["V1ObjectMeta.annotations", annotations],
  ["V1ObjectMeta.labels", labels],
  ["V1ObjectMeta.namespace", named],
  ["V1PersistentVolumeSpec.capacity", amounts],
  ["V1PodSpec.nodeSelector", labels],
  ["V1PodSpec.overhead", amounts],
  ["V1ResourceQuotaSpec.hard", amounts],
  ["V1ResourceRequirements.limits", amounts],
  ["V1ResourceRequirements.requests", amounts],
  ["V1ServiceBackendPort.number", { value: port }],
  ["V1ServicePort.nodePort", { value: portOrNone }],
  ["V1ServicePort.port", { value: port }],
  ["V1ServicePort.targetPort", { value: orName(portOrNone) }],
  ["V1ServiceSpec.selector", labels],
  ["V1TCPSocketAction.port", { value: portOrName }],
  ["V1Volume.name", named],
  ["V1VolumeResourceRequirements.limits", amounts],
  ["V1VolumeResourceRequirements.requests", amounts],
]);

/** What is wrong with the form of a value at a field of a model, where its type is right. */
export function formatProblems(value: Json, field: string, path: OptionPath): readonly FieldProblem[] {
  const format = fieldFormats.get(field);
  if (format === undefined) return none;
  if (!isObject(value)) return refused(value, format.value, path);
  return Object.entries(value).flatMap(([key, item]) => [
    ...refusedKey(key, format.keys, path),
    ...refused(item, format.values, [...path, key]),
  ]);
}

const none: readonly FieldProblem[] = [];

/** What is wrong with the name of an object, of which its kind decides what it may be. */
export function nameProblems({ apiVersion, kind, metadata }: Manifest): readonly FieldProblem[] {
  return refused(metadata.name, nameOf(apiVersion, kind), ["metadata", "name"]);
}

function nameOf(apiVersion: string, kind: string): z.ZodType {
  if (kind === "Service" || kind === "Namespace") return dnsLabel;
  // such as system:auth-delegator, or an address of IPv6
  const isFree = groupOf(apiVersion) === "rbac.authorization.k8s.io" || kind === "IPAddress";
  return isFree ? segment : dnsName;
}

function refused(value: Json, format: z.ZodType | undefined, path: OptionPath): readonly FieldProblem[] {
  const expected = expectation(value, format);
  if (expected === "") return none;
  const near = format === quantity ? closestQuantity(String(value), [amount.source]) : undefined;
  const hint = near === undefined ? {} : { hint: `did you mean ${near}?` };
  const text = isSecretName(String(path.at(-1))) ? hidden : valueText(value);
  const message = `${pathText(path)} is ${text}, expected ${expected}`;
  return [{ code: "object/format", path, message, ...hint, ...(text === hidden ? { isSecret: true } : {}) }];
}

function refusedKey(key: string, format: z.ZodType | undefined, map: OptionPath): readonly FieldProblem[] {
  const expected = expectation(key, format);
  if (expected === "") return none;
  const message = `${pathText(map)} has the key ${nameText(key)}, expected ${expected}`;
  return [{ code: "object/format", path: [...map, key], isKey: true, message }];
}

/** What a value should be instead; empty where it is that. */
function expectation(value: Json, format: z.ZodType | undefined): string {
  if (format === undefined) return "";
  return typeof value === "string" ? expectationOf(format)(value) : asked(value, format);
}

/** The objects of an environment have the same namespace, and environments the same amounts. */
const expectationOf = oncePer((format: z.ZodType) => remembering((text) => asked(text, format)));

function asked(value: Json, format: z.ZodType): string {
  return format.safeParse(value).error?.issues[0]?.message ?? "";
}
