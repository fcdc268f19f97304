import type { PlainRun } from "../known-runs.ts";
import { isEqual } from "../kubernetes/compare.ts";
import { isObject, type Json, type JsonObject } from "../kubernetes/json.ts";
import { shared } from "../kubernetes/shared.ts";
import type { Instance, Manifested } from "./manifested.ts";
import type { PlainFile } from "./plain-file.ts";

/** A file of plain values, and the id of the module that has the layer. */
export interface PlainOn extends PlainFile {
  readonly below: string;
}

/** Runs of files of plain values, for others that are alike and need not be run. */
export interface PlainRuns {
  /** What a file comes to, where that is known; what equals `like` is that very part. */
  find(file: PlainOn, like: JsonObject | undefined): Instance | undefined;
  /** Undefined where something is wrong with what a file came to, or where it is not known which options others read. */
  keep(file: PlainOn, manifested: Manifested | undefined): PlainRun | undefined;
}

/** Runs that differ in values only. */
interface Kind extends Pick<PlainRun, "below" | "exported" | "free" | "read"> {
  readonly depends: readonly string[];
  /** Of all options. */
  readonly names: ReadonlySet<string>;
  /** By the values on which they depend. */
  readonly runs: Map<string, PlainRun>;
}

/** How many are kept: memory must not grow with the fleet. */
const most = 256;

/** Begins with what is known. */
export function plainRuns(known: readonly PlainRun[]): PlainRuns {
  const kinds = new Map<string, Kind>();
  let kept = 0;
  const add = (run: PlainRun) => {
    const { below, exported, free, read, options } = run;
    const [depends, names] = [Object.keys(run.depends), Object.keys(options)];
    const id = JSON.stringify([below, exported, depends, free, read, names]);
    const kind = kinds.get(id) ?? { below, exported, free, read, depends, names: new Set(names), runs: new Map() };
    kinds.set(id, kind);
    kind.runs.set(valuesOf(run.depends, depends), run);
    kept += 1;
  };
  for (const run of known) add(run);
  return {
    find(file, like) {
      for (const kind of kinds.values()) {
        const run = isOf(kind, file) ? kind.runs.get(valuesOf(file.fields, kind.depends)) : undefined;
        if (run !== undefined) return withOwn(run, file, like);
      }
      return undefined;
    },
    keep(file, manifested) {
      const run = manifested && runOf(file, manifested);
      if (run !== undefined && kept < most) add(run);
      return run;
    },
  };
}

function runOf(file: PlainOn, { instances, problems, read }: Manifested): PlainRun | undefined {
  const [instance] = instances;
  if (instance === undefined || problems.length > 0 || read === undefined) return undefined;
  const { below, exported, fields } = file;
  // a map is merged into what is below it; any other value takes its place, unless a layer has the option hidden
  const isFree = (name: string) =>
    !read.includes(name) && !isObject(fields[name]) && isEqual(instance.options[name], fields[name]);
  const names = Object.keys(fields);
  const depends = Object.fromEntries(Object.entries(fields).filter(([name]) => !isFree(name)));
  return { below, exported, depends, free: names.filter(isFree), read, ...instance };
}

/** True where a file sets the same but for options that are in their place too and that nothing reads. */
function isOf({ below, exported, depends, free, read, names }: Kind, { fields, ...file }: PlainOn): boolean {
  if (file.below !== below || file.exported !== exported) return false;
  const isSet = (name: string) => Object.hasOwn(fields, name);
  if (!depends.every(isSet) || !free.every(isSet)) return false;
  const others = Object.keys(fields).filter((name) => !depends.includes(name));
  return others.every((name) => !isObject(fields[name]) && !read.includes(name) && names.has(name));
}

function valuesOf(fields: JsonObject, names: readonly string[]): string {
  return JSON.stringify(names.map((name) => fields[name]));
}

function withOwn(run: PlainRun, { fields }: PlainFile, like: JsonObject | undefined): Instance {
  const options: Record<string, Json> = { ...run.options };
  for (const name in fields) if (!Object.hasOwn(run.depends, name)) options[name] = fields[name] ?? null;
  return { application: run.application, options: shared<JsonObject>(options, like) };
}
