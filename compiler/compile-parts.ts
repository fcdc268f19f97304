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

/** How many files are compiled before their objects are let go: fewer at the end, so that no thread waits long for another. */
const groupSize = { most: 64, least: 8, share: 1 / 4 };

/** The index of the next file that nobody compiles yet, as an Int32Array has it: threads share it. */
export type NextFile = SharedArrayBuffer;

/** That of the first file. */
export function firstFile(): NextFile {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}

/** Takes the next group of so many files: where it begins and ends, the same where there is none. */
function takeGroup(next: Int32Array, count: number): readonly [number, number] {
  const { most, least, share } = groupSize;
  for (;;) {
    const from = Math.min(Atomics.load(next, 0), count);
    const to = Math.min(from + Math.max(least, Math.min(most, Math.ceil((count - from) * share))), count);
    if (from === count || Atomics.compareExchange(next, 0, from, to) === from) return [from, to];
  }
}

/**
 * Compiles groups of environment files until there are no more, and keeps no objects, so that as many as there are fit into
 * the memory: `tell` is given each group, `begun` what was run of the first one. False where there is an error, or a file holds several environments: `compile`
 * finds all that is wrong, and what moved from one file to another.
 */
export async function compileGroups(
  sources: readonly Source[],
  nextFile: NextFile,
  trees: Trees,
  applications: Applications,
  committed: () => Promise<CommittedTree>,
  begun: (known: KnownRuns) => void,
  tell: (part: CompiledPart) => void,
): Promise<boolean> {
  const { progress, ...quiet } = trees;
  const next = new Int32Array(nextFile);
  const { evaluate } = await startEvaluating(quiet);
  // of none of these it can be said here that what is committed of it is gone
  const unread = new Set(sources.map(({ file }) => file));
  let before: Promise<CommittedTree> | undefined;
  let base: PlannedBase | undefined;
  for (;;) {
    const [from, to] = takeGroup(next, sources.length);
    if (from === to) return true;
    progress?.("compiling", from, sources.length);
    const { all, ...fleet } = await evaluateSources(sources.slice(from, to), quiet, evaluate);
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
