import { isList, isObject, type Json } from "../kubernetes/json.ts";
import type { Operation } from "../kubernetes/json-patch.ts";
import type { Target } from "../kubernetes/target.ts";

/** What a kustomization.yaml of Overlayer's says. */
export interface Kustomization {
  /** True where the output keeps the order of the resources. */
  readonly isFifo: boolean;
  readonly namespace?: string;
  readonly resources: readonly string[];
  readonly patches: readonly PatchEntry[];
}

/** A patch in a file or, without one, in its text. */
interface PatchEntry {
  readonly path?: string;
  readonly patch?: string;
  readonly target?: Target;
  /** With it a patch may give its object another name. */
  readonly options?: { readonly allowNameChange: true };
}

/** The kustomization, or undefined where it says anything that Overlayer does not write. */
export function kustomizationOf(document: Json | undefined): Kustomization | undefined {
  if (!isObject(document)) return undefined;
  const { apiVersion, kind, sortOptions, namespace, resources = [], patches = [], ...rest } = document;
  if (apiVersion !== "kustomize.config.k8s.io/v1beta1" || kind !== "Kustomization") return undefined;
  if (Object.keys(rest).length > 0 || !isTexts(resources) || !isPatches(patches)) return undefined;
  if (namespace !== undefined && (typeof namespace !== "string" || namespace === "")) return undefined;
  const isFifo = isObject(sortOptions) && sortOptions["order"] === "fifo" && Object.keys(sortOptions).length === 1;
  if (sortOptions !== undefined && !isFifo) return undefined;
  return { isFifo, ...(namespace === undefined ? {} : { namespace }), resources, patches };
}

function isTexts(value: Json): value is readonly string[] {
  return isList(value) && value.every((item) => typeof item === "string");
}

function isPatches(value: Json): value is readonly (Json & PatchEntry)[] {
  return isList(value) && value.every((entry) => isObject(entry) && isPatchEntry(entry));
}

function isPatchEntry(entry: { readonly [field: string]: Json }): boolean {
  const { path, patch, target, options, ...rest } = entry;
  const texts = [path, patch].filter((one) => one !== undefined);
  const isOne = texts.length === 1 && texts.every((one) => typeof one === "string");
  const isPlain = options === undefined || (target !== undefined && isRenaming(options));
  return isOne && isPlain && Object.keys(rest).length === 0 && (target === undefined || isTarget(target));
}

function isRenaming(options: Json): boolean {
  return isObject(options) && options["allowNameChange"] === true && Object.keys(options).length === 1;
}

const targetFields = new Set(["group", "version", "kind", "name", "namespace"]);

function isTarget(value: Json): boolean {
  if (!isObject(value)) return false;
  const isText = ([field, text]: readonly [string, Json]) => targetFields.has(field) && typeof text === "string";
  return (
    Object.entries(value).every(isText) && ["version", "kind", "name"].every((field) => Object.hasOwn(value, field))
  );
}

/** True for the content of a JSON patch file. */
export function isOperations(documents: readonly Json[]): documents is readonly [readonly Operation[]] {
  const [list, ...more] = documents;
  return list !== undefined && more.length === 0 && isList(list) && list.every(isOperation);
}

function isOperation(value: Json): boolean {
  if (!isObject(value) || typeof value["path"] !== "string") return false;
  if (value["op"] === "remove") return true;
  return ["add", "replace", "test"].includes(String(value["op"])) && Object.hasOwn(value, "value");
}
