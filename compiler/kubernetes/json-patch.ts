import { fieldOf, isEqual } from "./compare.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";

/** One operation of a JSON patch (RFC 6902); `path` is a JSON pointer. */
export type Operation =
  | { readonly op: "add" | "replace" | "test"; readonly path: string; readonly value: Json }
  | { readonly op: "remove"; readonly path: string };

/** The JSON pointer of a path: `/metadata/labels/app.kubernetes.io~1name`. */
export function pointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/**
 * The object with a JSON patch applied as kustomize does it: the whole object goes through JSON. Undefined where
 * kustomize fails or does what is not modelled here.
 */
export function applyJsonPatch(object: JsonObject, operations: readonly Operation[]): JsonObject | undefined {
  let result: Json | undefined = object;
  for (const operation of operations) {
    if (result === undefined || !operation.path.startsWith("/")) return undefined;
    const path = operation.path.slice(1).split("/");
    const steps = path.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    result = applyAt(result, steps, operation);
  }
  return isObject(result) && survivesJson(object) && survivesJson(result) ? result : undefined;
}

function applyAt(value: Json, [step, ...rest]: readonly string[], operation: Operation): Json | undefined {
  if (step === undefined) return undefined;
  if (isList(value)) return applyInList(value, step, rest, operation);
  if (!isObject(value)) return undefined;
  const fields = new Map(Object.entries(value));
  const old = fieldOf(value, step);
  const changed = rest.length === 0 ? applyHere(old, operation) : old && applyAt(old, rest, operation);
  if (changed === undefined) return undefined;
  if (changed === removed) fields.delete(step);
  else fields.set(step, changed);
  return Object.fromEntries(fields);
}

const removed = Symbol("removed");

function applyHere(old: Json | undefined, operation: Operation): Json | typeof removed | undefined {
  if (operation.op === "remove") return old === undefined ? undefined : removed;
  if (operation.op === "test") return isEqual(old, operation.value) ? operation.value : undefined;
  return operation.value;
}

function applyInList(
  list: readonly Json[],
  step: string,
  rest: readonly string[],
  operation: Operation,
): readonly Json[] | undefined {
  const index = Number(step);
  if (step !== String(index) || !(index >= 0 && index <= list.length)) return undefined;
  if (rest.length === 0 && operation.op === "add") return list.toSpliced(index, 0, operation.value);
  const old = list[index];
  if (old === undefined) return undefined;
  const changed = rest.length === 0 ? applyHere(old, operation) : applyAt(old, rest, operation);
  if (changed === undefined) return undefined;
  return changed === removed ? list.toSpliced(index, 1) : list.with(index, changed);
}

/** False where text begins with a tab and has several lines, which kustomize writes as YAML that it cannot read. */
export function survivesJson(value: Json): boolean {
  if (typeof value === "string") return !(value.startsWith("\t") && value.includes("\n"));
  if (isList(value)) return value.every(survivesJson);
  return !isObject(value) || Object.entries(value).every(([field, item]) => survivesJson(field) && survivesJson(item));
}
