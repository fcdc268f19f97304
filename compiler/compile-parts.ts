import { compileFleet, type PlannedBase, planBase } from "./compile.ts";
import type { Compiled, CompiledEnvironment, CompiledFiles } from "./compiled.ts";
import type { Source } from "./evaluate/environment.ts";
import { startEvaluating } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { evaluateSources } from "./fleet.ts";
import { inOrder, isError } from "./issue.ts";
import { type KnownRuns, nothingKnown, withMore } from "./known-runs.ts";
import type { Applications } from "./objects.ts";
import type { CommittedTree } from "./tree.ts";

/** What was compiled of some environment files: plain data, which one thread can give to another. */
export type CompiledPart = Omit<Compiled<CompiledFiles>, "committed" | "evaluations" | "shard">;

/** How many files are compiled before their objects are let go. */
const groupSize = 64;

/** The number of the next group of files that nobody compiles yet, as an Int32Array has it: threads share it. */
export type NextGroup = SharedArrayBuffer;

/** One before the first group. */
export function firstGroup(): NextGroup {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/**
 * Compiles groups of environment files until there are no more, and keeps no objects, so that as many as there are fit into
 * the memory: `tell` is given each group, `begun` what was run of the first one. False where there is an error, or a file holds several environments: `compile`
 * finds all that is wrong, and what moved from one file to another.
 */
export async function compileGroups(
  sources: readonly Source[],
  nextGroup: NextGroup,
  trees: Trees,
  applications: Applications,
  committed: () => Promise<CommittedTree>,
  begun: (known: KnownRuns) => void,
  tell: (part: CompiledPart) => void,
): Promise<boolean> {
  const { progress, ...quiet } = trees;
  const next = new Int32Array(nextGroup);
  const { evaluate } = await startEvaluating(quiet);
  // of none of these it can be said here that what is committed of it is gone
  const unread = new Set(sources.map(({ file }) => file));
  let before: Promise<CommittedTree> | undefined;
  let base: PlannedBase | undefined;
  for (;;) {
    const from = Atomics.add(next, 0, 1) * groupSize;
    if (from >= sources.length) return true;
    progress?.("compiling", from, sources.length);
    const { all, ...fleet } = await evaluateSources(sources.slice(from, from + groupSize), quiet, evaluate);
    if (base === undefined) begun(fleet.found);
    base ??= await planBase(fleet.base, quiet, applications);
    const committedOnce = () => {
      before ??= committed();
      return before;
    };
    const compiled = await compileFleet({ ...fleet, unread }, quiet, applications, committedOnce, undefined, base);
    if (compiled.issues.some(isError) || all.some(({ key }) => key !== undefined)) {
      Atomics.store(next, 0, sources.length);
      return false;
    }
    tell(withoutObjects(compiled));
  }
}

function withoutObjects({ committed: _, evaluations: __, shard: ___, ...compiled }: Compiled): CompiledPart {
  const { base, environments } = compiled;
  return { ...compiled, base: base && filesOf(base), environments: environments.map(filesOf) };
}

function filesOf({ manifests: _, overlay: __, evaluation: ___, ...files }: CompiledEnvironment): CompiledFiles {
  return files;
}

/** What was compiled of all files, from what was of some each. */
export function joinParts(parts: readonly CompiledPart[]): CompiledPart {
  const [first] = parts;
  return {
    base: first?.base,
    environments: parts.flatMap(({ environments }) => environments).sort(byName),
    evaluated: parts.flatMap(({ evaluated }) => evaluated).sort(byName),
    names: new Set(parts.flatMap(({ names }) => [...names])),
    unread: new Set(),
    found: parts.map(({ found }) => found).reduce(withMore, nothingKnown),
    issues: inOrder(parts.flatMap(({ issues }) => issues)),
    warnings: new Map(parts.flatMap(({ warnings }) => [...warnings])),
    sharedReads: first?.sharedReads ?? [],
  };
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
