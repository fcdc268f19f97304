import type { OptionPath } from "../../../compiler/application.ts";
import { fieldOf, isEqual } from "../../../compiler/kubernetes/compare.ts";
import { isList, isObject, type Json, type JsonObject } from "../../../compiler/kubernetes/json.ts";
import { refusal } from "./option-refusal.ts";

/** Something in a file that did not become an option; `path` leads to it, `[]` is the file as a whole. */
export interface Finding {
  readonly path: OptionPath;
  /** What is to be known of it. It repeats neither the path nor the value, which may be a secret. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
}

/** What a values file says: those options that it sets, each of which the schema accepts, and all the rest. */
export interface Imported {
  readonly options: JsonObject;
  /** The same options one by one, and where each was read. */
  readonly read: readonly { readonly option: readonly string[]; readonly value: Json; readonly path: OptionPath }[];
  readonly findings: readonly Finding[];
}

/** What a value becomes: an option, or something to tell; of a part of the value where `at` leads to one. */
export type Reading = { readonly at?: OptionPath } & (
  | { readonly option: readonly string[]; readonly value: Json }
  | { readonly message: string; readonly hint?: string }
);

/** Reads a value of a file; a value that is empty says nothing and is not read. */
export type Reader = (value: Json, file: JsonObject) => readonly Reading[];

/** Readers in the places of a chart's keys. */
export interface Table {
  readonly [key: string]: Reader | Table;
}

/**
 * Reads a values file by a chart's table, and then as a whole by those readers that look at several keys. Of two values
 * for one option the later of the table is taken. Every value is read or found, whatever the file holds.
 */
export function readValues(file: JsonObject, table: Table, together: readonly Reader[]): Imported {
  const readings = [...readTable(file, table, [], file), ...together.flatMap((reader) => reader(file, file))];
  const set = new Map<string, Imported["read"][number]>();
  let options: JsonObject = {};
  const findings: Finding[] = [];
  for (const { at: path = [], ...reading } of readings) {
    if ("message" in reading) {
      findings.push({ path, ...reading });
      continue;
    }
    const { option, value } = reading;
    const name = option.join(".");
    const expected = refusal(option, value);
    if (expected !== undefined) {
      // of a key that is several options, once
      if (!findings.some((one) => one.hint === expected && isEqual(one.path, path)))
        findings.push({ path, message: `this is no value of the option ${name}`, hint: expected });
      continue;
    }
    const before = set.get(name);
    if (before !== undefined && !isEqual(before.value, value)) {
      findings.push({ path: before.path, message: `the option ${name} is that of ${path.join(".")} instead` });
    }
    set.set(name, { option, value, path });
    options = withOption(options, option, value);
  }
  return { options, read: [...set.values()], findings };
}

/** The value at a path of maps, undefined where there is none or an empty one. */
export function valueAt(file: JsonObject, ...path: readonly string[]): Json | undefined {
  let value: Json | undefined = file;
  for (const key of path) value = isObject(value) ? fieldOf(value, key) : undefined;
  return value === undefined || isEmpty(value) ? undefined : value;
}

/** True for what charts take for nothing: null, an empty text, an empty list, an empty map. */
export function isEmpty(value: Json): boolean {
  if (value === null || value === "") return true;
  return isList(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function readTable(value: JsonObject, table: Table, at: OptionPath, file: JsonObject): readonly Reading[] {
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(table, key));
  return [
    ...Object.entries(table).flatMap(([key, entry]) => readEntry(fieldOf(value, key), entry, [...at, key], file)),
    ...unknown.map((key) => ({ at: [...at, key], message: "this key of the chart is not known" })),
  ];
}

function readEntry(
  value: Json | undefined,
  entry: Reader | Table,
  at: OptionPath,
  file: JsonObject,
): readonly Reading[] {
  if (value === undefined || isEmpty(value)) return [];
  if (typeof entry !== "function" && isObject(value)) return readTable(value, entry, at, file);
  if (hasTemplate(value)) {
    const hint = "import what `helm template` makes of the chart and this file";
    return [{ at, message: "this is a template, which only Helm can fill in", hint }];
  }
  if (typeof entry !== "function") return [{ at, message: "the chart has a map here" }];
  return entry(value, file).map((reading) => ({ ...reading, at: [...at, ...(reading.at ?? [])] }));
}

/** True where Helm fills in a part of a value. */
export function hasTemplate(value: Json): boolean {
  if (typeof value === "string") return value.includes("{{");
  return typeof value === "object" && value !== null && Object.values(value).some(hasTemplate);
}

function withOption(options: JsonObject, [name = "", ...rest]: readonly string[], value: Json): JsonObject {
  const inner = fieldOf(options, name);
  return { ...options, [name]: rest.length === 0 ? value : withOption(isObject(inner) ? inner : {}, rest, value) };
}
