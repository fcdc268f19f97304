import { CycleError } from "./cell.ts";
import { exportedBy } from "./exported.ts";
import { keysOf, nameOf } from "./place.ts";
import { absent, expose, readField, viewOf } from "./read.ts";
import { View } from "./view.ts";

interface Problem {
  readonly kind: "export" | "throw" | "cycle" | "assert" | "value";
  readonly message: string;
  readonly path: readonly (string | number)[];
  /** Empty where there is none. */
  readonly stack: string;
}

/** Problems by what causes them: an error that several fields run into is one. */
type Problems = Map<unknown, Problem>;

type Path = (string | number)[];

/**
 * JSON text of what a module exports, or of a map of environments what is at `key`: the keys of its environments, or for
 * one environment the application and the options of each instance, and what is wrong with them.
 */
export function manifest(module: object, key?: string): string {
  const exported = exportedBy(module, key);
  if ("keys" in exported) return stringify({ keys: exported.keys, instances: [], problems: [] });
  if ("problem" in exported) {
    const problem: Problem = { kind: "export", message: exported.problem, path: [], stack: "" };
    return stringify({ keys: [], instances: [], problems: [problem] });
  }
  const all: Problem[] = [];
  const instances = exported.instances.map(({ application, literals, place }) => {
    const problems: Problems = new Map();
    const options = plainMap(new View(literals, place), [...keysOf(place)], problems);
    all.push(...problems.values());
    return { application, options };
  });
  return stringify({ keys: [], instances, problems: all });
}

// Before a user's code can change it.
const stringify = JSON.stringify;

/** Deeper options are a mistake: a map that has itself in it. */
const depthLimit = 100;

function plainMap(view: View, path: Path, problems: Problems): object {
  assertAll(view, path, problems);
  const fields = Object.create(null);
  for (const field of view.fields.values()) {
    if (field.hidden) continue;
    path.push(field.key);
    try {
      const value = readField(view, field);
      if (field.key === "__proto__") refuse("`__proto__` is refused as a name", path, problems);
      else if (value !== absent) fields[field.key] = plain(value, path, problems);
    } catch (error) {
      report(error, thrown(error, path), problems);
    }
    path.pop();
  }
  return fields;
}

/** Undefined where an item cannot be computed: those after it would get its index. */
function plainList(list: readonly unknown[], path: Path, problems: Problems): unknown {
  const items: unknown[] = [];
  let isWhole = true;
  for (let index = 0; index < list.length; index++) {
    path.push(index);
    try {
      const item = plain(list[index], path, problems);
      items.push(item);
      isWhole &&= item !== undefined;
    } catch (error) {
      report(error, thrown(error, path), problems);
      isWhole = false;
    }
    path.pop();
  }
  return isWhole ? items : undefined;
}

function plain(value: unknown, path: Path, problems: Problems): unknown {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const view = viewOf(value);
  const list = Array.isArray(value) ? value : undefined;
  if (view === undefined && list === undefined) return refuse(`${nameOf(path)} is ${describe(value)}`, path, problems);
  if (path.length > depthLimit) {
    const option = path.slice(0, typeof path[0] === "number" ? 2 : 1);
    const message = `${nameOf(option)} is nested more than ${depthLimit} deep: does a map have itself in it?`;
    return refuse(message, option, problems);
  }
  return view === undefined ? plainList(list ?? [], path, problems) : plainMap(view, path, problems);
}

function refuse(message: string, path: Path, problems: Problems): undefined {
  report(message, { kind: "value", message, path: [...path], stack: "" }, problems);
}

function describe(value: unknown): string {
  if (typeof value === "number" || value === undefined) return String(value);
  if (typeof value === "function") return "a function that a function returned";
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  return "an object that is no plain map";
}

function assertAll(view: View, path: Path, problems: Problems): void {
  for (const { check } of view.literals.toReversed()) {
    if (check === undefined) continue;
    try {
      if (check.holds(expose(view)) === true) continue;
      const message = String(check.message(expose(view)));
      report(check, { kind: "assert", message, path: [...path], stack: check.stack ?? "" }, problems);
    } catch (error) {
      report(error, thrown(error, path), problems);
    }
  }
}

function thrown(error: unknown, path: Path): Problem {
  if (error instanceof CycleError) {
    return { kind: "cycle", message: error.message, path: keysOf(error.place), stack: error.stack ?? "" };
  }
  if (!(error instanceof Error) || error.message === "") {
    const stack = error instanceof Error ? (error.stack ?? "") : "";
    return { kind: "throw", message: `thrown: ${thrownText(error)}`, path: [...path], stack };
  }
  const message = error.name === "Error" ? error.message : `${error.name}: ${error.message}`;
  return { kind: "throw", message, path: [...path], stack: error.stack ?? "" };
}

/** JSON, shortened. */
function thrownText(value: unknown): string {
  let text: string;
  try {
    text = value instanceof Error ? value.name : (stringify(value) ?? String(value));
  } catch {
    // a big integer, or a map in itself
    text = typeof value === "object" ? "an object" : String(value);
  }
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

function report(cause: unknown, problem: Problem, problems: Problems): void {
  if (!problems.has(cause)) problems.set(cause, problem);
}
