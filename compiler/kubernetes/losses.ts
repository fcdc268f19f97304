import { identity } from "./identity.ts";
import { isList, isObject, type Json, type JsonObject } from "./json.ts";
import { survivesJson } from "./json-patch.ts";
import type { Manifest } from "./manifest.ts";
import { oncePer } from "./remembering.ts";
import { type Like, partOf } from "./shared.ts";

/** Characters that kustomize refuses or alters: C1 controls, line separators, non-characters, half surrogates. */
const lostCharacter =
  /[\x7f-\x9f\u2028\u2029\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Most texts: in these there is nothing to look for. */
const plain = /^[\t\n\x20-\x7e]*$/;

/** YAML's readers allow 1,024 characters before the colon. */
const longestField = 1000;

/** Annotations by which kustomize steers itself; it drops some of them, and objects that have others. */
const ownAnnotation = /^(?:(?:internal\.)?config\.kubernetes\.io|kustomize\.config\.k8s\.io|config\.k8s\.io)\//;

/** A reason why kustomize would not carry an object from a file to its output unchanged, and where in it. */
export interface Loss {
  readonly object: Manifest;
  /** From the object's root; empty where the whole object is meant. */
  readonly path: readonly string[];
  readonly problem: string;
}

/**
 * What kustomize cannot carry of these objects; none where its build of their files is what they are. What is the very part
 * of the object that `like` finds, of which nothing is lost, is not looked at again.
 */
export function losses(objects: readonly Manifest[], like?: Like): readonly Loss[] {
  const names = new Set<string>();
  return objects.flatMap((object) => {
    const known = like?.(object);
    const found = headerProblems(object, known);
    const name = identity(object);
    if (names.has(name)) found.unshift("it is there twice");
    names.add(name);
    if (found.length === 0 && isCarried(object, known)) return [];
    const whole = found.map((problem) => ({ path: [], problem }));
    return [...whole, ...lossesIn(object)].map(({ path, problem }) => ({ object, path, problem }));
  });
}

/** Those of what tells an object apart, and of annotations that are not the very ones of `known`. */
function headerProblems(object: Manifest, known: Manifest | undefined): string[] {
  const { apiVersion, kind, metadata } = object;
  const { name, namespace, annotations } = metadata;
  const found: string[] = [];
  if (!/^(?:[\w.-]+\/)?\w+$/.test(apiVersion)) found.push("apiVersion is no group and version");
  if (!/^[A-Za-z]\w*$/.test(kind)) found.push("kind is no word");
  if (name === "") found.push("metadata.name is empty");
  if (namespace === "") found.push("metadata.namespace is empty: leave it out");
  if (kind.endsWith("List") && isList(object["items"])) found.push("it is a list of objects: give the objects");
  if (annotations !== undefined && annotations !== known?.metadata["annotations"])
    found.push(...annotationProblems(annotations));
  return found;
}

/** Kustomize writes annotations anew: empty ones are dropped, numbers become text. */
function annotationProblems(annotations: Json): readonly string[] {
  if (!isObject(annotations) || Object.keys(annotations).length === 0) {
    return ["metadata.annotations must be a map with something in it, or be left out"];
  }
  return Object.entries(annotations).flatMap(([name, value]) => [
    ...(typeof value === "string" ? [] : [`metadata.annotations: ${name} must be text`]),
    ...(survivesJson(name) && survivesJson(value) ? [] : [`metadata.annotations: ${name} begins with a tab`]),
    ...(ownAnnotation.test(name) ? [`metadata.annotations: ${name} is kustomize's own`] : []),
  ]);
}

/** The same question as `lossesIn`, answered without paths: it is asked of every object. */
function isCarried(value: Json, known: Json | undefined): boolean {
  if (value === known) return true;
  if (typeof value === "string") return !isLost(value);
  if (typeof value === "number") return numberProblems(value).length === 0;
  if (isList(value)) {
    return value.every((item, index) => {
      if (item === partOf(known, index)) return true;
      return isObject(item) ? isItemCarried(item) : isCarried(item, undefined);
    });
  }
  return !isObject(value) || isMapCarried(value, known);
}

/** Ensembles of one size have the very same containers. */
const isItemCarried = oncePer((item: JsonObject) => isMapCarried(item, undefined));

function isMapCarried(map: JsonObject, known: Json | undefined): boolean {
  for (const field in map) {
    const item = map[field] ?? null;
    const part = partOf(known, field);
    if (item === part) continue;
    if (part === undefined && fieldProblems(field).length > 0) return false;
    if (!isCarried(item, part)) return false;
  }
  return true;
}

function isLost(text: string): boolean {
  return !plain.test(text) && lostCharacter.test(text);
}

/** The same of any value, such as options that objects are made of. */
export function lossesIn(value: Json, path: Loss["path"] = []): readonly Omit<Loss, "object">[] {
  if (typeof value === "string") return isLost(value) ? [{ path, problem: lost(value) }] : [];
  if (typeof value === "number") return numberProblems(value).map((problem) => ({ path, problem }));
  if (isList(value)) return value.flatMap((item, index) => lossesIn(item, [...path, String(index)]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, item]) => [
    ...fieldProblems(field).map((problem) => ({ path, problem })),
    ...lossesIn(item, [...path, field]),
  ]);
}

function fieldProblems(field: string): readonly string[] {
  if (field === "<<") return ['the field "<<" is a merge key in YAML'];
  if (field.length > longestField) return [`a field's name has ${field.length} characters, YAML allows 1,024`];
  return isLost(field) ? [`a field's name: ${lost(field)}`] : [];
}

function lost(text: string): string {
  const code = lostCharacter.exec(text)?.[0].charCodeAt(0) ?? 0;
  return `the character U+${code.toString(16).toUpperCase().padStart(4, "0")} cannot stand in YAML`;
}

function numberProblems(value: number): readonly string[] {
  if (!Number.isFinite(value)) return [`${value} is no JSON number`];
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return [];
  return [`${value} is beyond 2^53, where numbers are rounded: write it as text`];
}
