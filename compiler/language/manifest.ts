import { CycleError } from "./cell.ts";
import { type Exported, exportedBy } from "./exported.ts";
import { changedIn, keep, knownOf, readersIn, readIn } from "./known.ts";
import { madeOf } from "./layer.ts";
import type { Literal } from "./literal.ts";
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
  return manifestOf(exportedBy(module, key));
}

/**
 * The same of a module whose default export is said to be one literal on top of the layer `below`. Where that is so, `read` has the names
 * of the options that were read by others, also of the layer: what a literal without functions sets any other to comes out as it was put in.
 */
export function manifestOn(below: unknown, module: object): string {
  const exported = exportedBy(module);
  if (!isOn(below, exported)) return manifestOf(exported);
  const { result, read } = readIn((computing) => manifestOf(exported, computing));
  // what is known of the layers below was read when that was found
  const before = knownOf(madeOf(below)?.literals ?? [])?.readers.keys() ?? [];
  return `${result.slice(0, -1)},"read":${stringify([...new Set([...read, ...before])])}}`;
}

function isOn(below: unknown, exported: Exported): boolean {
  const under = madeOf(below)?.literals;
  const [{ literals = [] } = {}] = "instances" in exported ? exported.instances : [];
  return under !== undefined && literals.length === under.length + 1 && under.every((one, at) => one === literals[at]);
}

/** `computing` is told of each option before it is computed. */
function manifestOf(exported: Exported, computing?: (name: string) => void): string {
  if ("keys" in exported) return stringify({ keys: exported.keys, instances: [], problems: [] });
  if ("problem" in exported) {
    const problem: Problem = { kind: "export", message: exported.problem, path: [], stack: "" };
    return stringify({ keys: [], instances: [], problems: [problem] });
  }
  const all: Problem[] = [];
  const instances = exported.instances.map(({ application, literals, place }) => {
    const problems: Problems = new Map();
    const options = optionsText(new View(literals, place), [...keysOf(place)], problems, computing);
    all.push(...problems.values());
    return `{"application":${stringify(application)},"options":${options}}`;
  });
  return `{"keys":[],"instances":[${instances.join()}],"problems":${stringify(all)}}`;
}

// Before a user's code can change it.
const stringify = JSON.stringify;

/** Deeper options are a mistake: a map that has itself in it. */
const depthLimit = 100;

/**
 * Computes the options of all layers that a module exports, so that they need not be computed again for the layers that
 * are put on top of them.
 */
export function remember(module: object): void {
  for (const value of Object.values(module)) {
    const made = madeOf(value);
    if (made?.application !== undefined) rememberOptions(made.literals);
  }
}

function rememberOptions(literals: readonly Literal[]): void {
  const below = knownOf(literals);
  if (below?.literals.length === literals.length) return;
  const view = new View(literals, {});
  const names = below === undefined ? view.names : changedIn(below, literals);
  const texts = [...(below?.texts ?? [])];
  const positions = new Map(below?.positions);
  const wrong: string[] = [];
  const readers = readersIn(names, below?.readers ?? new Map(), (name) => {
    const problems: Problems = new Map();
    if (!positions.has(name)) positions.set(name, positions.size);
    texts[positions.get(name) ?? 0] = fieldText(view, name, [], problems);
    if (problems.size > 0) wrong.push(name);
  });
  keep({ literals, texts, positions, wrong, readers });
}

/** The options as a whole: what is known of a layer in them is computed only where the layers on top may change it. */
function optionsText(view: View, path: Path, problems: Problems, computing?: (name: string) => void): string {
  assertAll(view, path, problems);
  const known = knownOf(view.literals);
  const texts = [...(known?.texts ?? [])];
  for (const name of known === undefined ? view.names : changedIn(known, view.literals)) {
    computing?.(name);
    texts[known?.positions.get(name) ?? texts.length] = fieldText(view, name, path, problems);
  }
  return `{${texts.join("").slice(0, -1)}}`;
}

/** Ends with a comma; empty where the result has no such field. */
function fieldText(view: View, name: string, path: Path, problems: Problems): string {
  const value = plainField(view, name, path, problems);
  return value === absent || value === undefined ? "" : `${stringify(name)}:${stringify(value)},`;
}

function plainMap(view: View, path: Path, problems: Problems): object {
  assertAll(view, path, problems);
  const fields = Object.create(null);
  for (const name of view.names) {
    const value = plainField(view, name, path, problems);
    if (value !== absent) fields[name] = value;
  }
  return fields;
}

/** `absent` where the result has no such field. */
function plainField(view: View, name: string, path: Path, problems: Problems): unknown {
  const field = view.field(name);
  if (field === undefined || field.hidden) return absent;
  path.push(name);
  try {
    const value = readField(view, field);
    if (name === "__proto__") return refuse("`__proto__` is refused as a name", path, problems) ?? absent;
    return value === absent ? absent : plain(value, path, problems);
  } catch (error) {
    report(error, thrown(error, path), problems);
    return absent;
  } finally {
    path.pop();
  }
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
