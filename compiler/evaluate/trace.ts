import type { ObjectPropertyKind } from "oxc-parser";
import type { OptionPath } from "../application.ts";
import type { Location } from "../issue.ts";
import { oncePer } from "../kubernetes/remembering.ts";
import { entryOf } from "./entry.ts";
import type { Environment } from "./environment.ts";
import { instrument, isLiteral, tracedNodes } from "./instrument.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { compilerId, fileOf, idOf, type Modules, modulesOf, type Trees } from "./modules.ts";
import { rangeOf } from "./range.ts";
import { type Origin, parseOrigins, type Site } from "./sites.ts";
import { nameIn } from "./syntax-tree.ts";

/** Where a value was written: the name that it was given to, and the value itself. */
export interface Written {
  readonly key: Location;
  readonly value: Location;
}

/** Where the options of one environment were written; with several instances, paths begin with the index of one. */
export interface Trace {
  /**
   * Where the value at a path was set, and what that overrode, the topmost layer first. A path that was not written is
   * looked up by what is around it.
   */
  where(path: readonly (string | number)[]): { readonly set?: Written; readonly overrode: readonly Written[] };
  /** Paths of the values that the function which gave the value at a path read; none where no function gave it. */
  derivedFrom(path: readonly (string | number)[]): readonly (readonly (string | number)[])[];
}

/**
 * Evaluates an environment once more, this time remembering where each value was written; where paths are `asked` for, only
 * those and what is around them, which takes a part of the time.
 */
export async function trace(environment: Environment, trees: Trees, asked?: Asked, limits?: Limits): Promise<Trace> {
  return (await tracingIn(trees))(environment, asked, limits);
}

type Asked = readonly OptionPath[];
type TracedNodes = ReturnType<typeof tracedNodes>;

/** A mistake in a layer below is traced in each environment on top of it: the sandbox is started once for all. */
const tracingIn = oncePer(startTracing);

/** The same for several environments: the sandbox is started, and modules are read, once for all. */
export async function startTracing(
  trees: Trees,
): Promise<(environment: Environment, asked?: Asked, limits?: Limits) => Promise<Trace>> {
  const limits = trees.limits ?? defaultLimits;
  const traceModule = traceModuleOf(trees);
  const modules = tracedModules(trees);
  const { startSandbox } = await import("./sandbox.ts");
  const sandbox = await startSandbox(modules, limits, [traceModule], trees.loadedTracing?.());
  const parsed = new Map<string, TracedNodes>();
  const literals = (module: string, source: string) => {
    const known = parsed.get(module) ?? tracedNodes(module, source);
    parsed.set(module, known);
    return known;
  };
  const traced = new Set<string>();
  const traceOne = async (environment: Environment, asked?: Asked, own?: Limits) => {
    // what a second environment imports too is evaluated once for it and all later ones
    const imports = modules.importsOf(idOf(environment.file));
    const first = { ids: traced.has(imports.join()) ? imports : [], isSaved: true };
    traced.add(imports.join());
    const outcome = await sandbox.run(entryOf(traceModule, "trace", environment, asked), first, own);
    const origins = outcome.kind === "text" ? parseOrigins(outcome.text) : new Map<string, Origin>();
    return traceOf(origins, modules, literals);
  };
  // a run in the sandbox goes on from what the one before left
  let last: Promise<unknown> = Promise.resolve();
  return (...order) => {
    const next = last.then(() => traceOne(...order));
    last = next.catch(() => {});
    return next;
  };
}

/** The id of the module that makes options with where they were written. */
export function traceModuleOf(trees: Trees): string {
  return compilerId(trees, "compiler/language/trace.ts");
}

/** The modules with calls around every literal, but for the language itself. */
export function tracedModules(trees: Trees): Modules {
  const module = traceModuleOf(trees);
  const language = compilerId(trees, "compiler/language/");
  const apply = (id: string, text: string) => (id.startsWith(language) ? text : instrument(id, text, module));
  return modulesOf(trees, { module, apply });
}

/** What was written where, looked up in the sources that are parsed as needed. */
function traceOf(
  origins: ReadonlyMap<string, Origin>,
  modules: Modules,
  literals: (module: string, source: string) => TracedNodes,
): Trace {
  const locate = (site: Site): Written | undefined => {
    const source = modules.sourceOf(site.module) ?? "";
    const written = writtenIn(literals(site.module, source).get(site.offset), site);
    if (written === undefined || "module" in written) return written && locate(written);
    const range = ({ start, end }: Part) => rangeOf(fileOf(site.module), source, start, end);
    return { key: range(written.key), value: range(written.value) };
  };
  return {
    where(path) {
      for (let length = path.length; length >= 0; length--) {
        const { sites = [] } = origins.get(JSON.stringify(path.slice(0, length))) ?? {};
        const places = sites.map((site) => site && locate(site));
        // an assert is a layer too, which was written nowhere
        const [set, ...overrode] = length === 0 ? places.filter((place) => place !== undefined) : places;
        if (set === undefined) continue;
        return { set, overrode: length === path.length ? overrode.flatMap((place) => place ?? []) : [] };
      }
      return { overrode: [] };
    },
    derivedFrom(path) {
      const { from = [] } = origins.get(JSON.stringify(path)) ?? {};
      // what stands around a value is read on the way to it
      return from.filter((one) => !from.some((other) => other.length > one.length && startsWith(other, one)));
    },
  };
}

function startsWith(path: readonly (string | number)[], start: readonly (string | number)[]): boolean {
  return start.every((step, index) => step === path[index]);
}

interface Part {
  readonly start: number;
  readonly end: number;
}

/** The parts of a literal at a site, or the site where what was spread into the literal was written. */
function writtenIn(node: ReturnType<TracedNodes["get"]>, site: Site): { key: Part; value: Part } | Site | undefined {
  if (node === undefined || site.key === undefined || !isLiteral(node)) return node && { key: node, value: node };
  if (node.type === "ArrayExpression") {
    const element = node.elements[Number(site.key)] ?? node;
    return { key: element, value: element };
  }
  const found = partOf(node.properties, site) ?? node;
  if ("module" in found) return found;
  return found.type === "Property" ? { key: found.key, value: found.value } : { key: found, value: found };
}

/** The last part of an object literal that gives a key: a property, a spread, or the site of what was spread. */
function partOf(parts: readonly ObjectPropertyKind[], { key, spreads }: Site): ObjectPropertyKind | Site | undefined {
  let spread = spreads.length;
  for (const part of parts.toReversed()) {
    if (part.type !== "SpreadElement") {
      if (nameIn(part) === key) return part;
      continue;
    }
    const site = spreads[--spread];
    if (site !== undefined) return site;
  }
  return parts.findLast((part) => part.type === "SpreadElement" || part.computed);
}
