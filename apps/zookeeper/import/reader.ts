import type { ImportFinding, InputField, OptionPath, ReadOption } from "../../../compiler/application.ts";
import type { FieldPath } from "../../../compiler/change.ts";
import { valueAt, withoutField, withValue } from "../../../compiler/kubernetes/fields.ts";
import { isObject, type Json, type JsonObject } from "../../../compiler/kubernetes/json.ts";
import type { Manifest } from "../../../compiler/kubernetes/manifest.ts";

/** What was read of a part of the input. */
export interface Read {
  readonly options: readonly ReadOption[];
  readonly findings: readonly ImportFinding[];
}

/** Reads as one. */
export function together(...reads: readonly Read[]): Read {
  return { options: reads.flatMap((one) => one.options), findings: reads.flatMap((one) => one.findings) };
}

/** An option as it is written; none where the field is absent. */
export function option(path: OptionPath, value: Json | undefined, from: InputField): Read {
  return { options: value === undefined ? [] : [{ path, value, from }], findings: [] };
}

/** An option with which the ensemble would be another one. */
export function fixedOption(path: OptionPath, value: Json, from: InputField): Read {
  return { options: [{ path, value, from, isFixed: true }], findings: [] };
}

/** Something that people have to know. */
export function finding(severity: ImportFinding["severity"], from: InputField, message: string, hint?: string): Read {
  return { options: [], findings: [{ severity, from, message, ...(hint === undefined ? {} : { hint }) }] };
}

/** Nothing to say. */
export const nothing: Read = { options: [], findings: [] };

/** A map of the input that is read field by field: what is not taken is left. */
export interface Fields {
  /** The value at names in nested maps, which is not left any more. */
  take(...path: readonly string[]): Json | undefined;
  /** The same, and leaves it. */
  peek(...path: readonly string[]): Json | undefined;
  /** The place of a field in the input. */
  place(...path: readonly string[]): InputField;
  /** Has another value left at names in nested maps. */
  put(path: readonly string[], value: Json): void;
  left(): JsonObject;
}

/** The fields of a map at a path of an object. */
export function fieldsOf(map: JsonObject, object: Manifest, path: FieldPath): Fields {
  let left = map;
  return {
    take(...names) {
      const value = valueAt(left, names);
      left = withoutField(left, names);
      return value;
    },
    peek: (...names) => valueAt(left, names),
    place: (...names) => ({ object, path: [...path, ...names] }),
    put(names, value) {
      left = withValue(left, names, value);
    },
    left: () => left,
  };
}

/** The maps of a list; what is no map is left out. */
export function mapsIn(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter((item) => isObject(item)) : [];
}
