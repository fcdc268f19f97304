import type { FieldChange, FieldPath } from "../change.ts";
import type { Impact } from "../environment-change.ts";
import { fieldOf } from "../kubernetes/compare.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";

/** A changed object on both sides, with what it stands among. */
export interface Subject {
  readonly before: Manifest;
  readonly after: Manifest;
  /** All objects of the environment after the change. */
  readonly all: readonly Manifest[];
  /** Of the Kubernetes API server, such as `1.34`. */
  readonly version: string;
}

/** What becomes of a changed field of one kind of objects. */
export type Judge = (field: FieldChange, subject: Subject) => Impact;

/** Names of the maps' fields on a path, list items left out: `spec.template.spec.containers.image`. */
export function fieldNames(path: FieldPath): string {
  return path.filter((step) => typeof step === "string").join(".");
}

/** True where a path is the one of the names, or in it. */
export function isIn(path: FieldPath, ...names: readonly string[]): boolean {
  return names.every((name, index) => path[index] === name);
}

/** The value at names in nested maps, undefined where there is none. */
export function at(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  return names.reduce<Json | undefined>(
    (inside, name) => (isObject(inside) ? fieldOf(inside, name) : undefined),
    value,
  );
}

/** True where a text is somewhere in a value. */
export function holds(value: Json | undefined, text: string): boolean {
  if (isList(value)) return value.some((item) => holds(item, text));
  return isObject(value) ? Object.values(value).some((item) => holds(item, text)) : value === text;
}

/** The value that a field had, undefined where it had none. */
export function oldOf(field: FieldChange): Json | undefined {
  return field.change === "added" ? undefined : field.old;
}

/** The value that a field has now, undefined where it has none. */
export function newOf(field: FieldChange): Json | undefined {
  return field.change === "removed" ? undefined : field.new;
}

/** True where a Kubernetes version is another one or a later one: `1.34` and `1.33`. */
export function isAtLeast(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split(".").map(Number);
  return major > otherMajor || (major === otherMajor && minor >= otherMinor);
}
