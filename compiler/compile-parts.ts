import { compileFleet } from "./compile.ts";
import type { Compiled, CompiledEnvironment, CompiledFiles } from "./compiled.ts";
import { listEnvironments } from "./environments.ts";
import type { Source } from "./evaluate/environment.ts";
import { startEvaluating } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { evaluateSources } from "./fleet.ts";
import { inOrder, isError } from "./issue.ts";
import type { Applications } from "./objects.ts";
import type { Progress } from "./progress.ts";
import type { CommittedTree } from "./tree.ts";

/** What was compiled of some environment files: plain data, which one thread can give to another. */
export type CompiledPart = Omit<Compiled<CompiledFiles>, "committed" | "evaluations" | "shard">;

/** How many files are compiled before their objects are let go. */
const groupSize = 100;

/**
 * Compiles environment files a group at a time and keeps no objects, so that as many as there are fit into the memory.
 * Undefined where there is an error, or a file holds several environments: `compile` finds all that is wrong, and what
 * moved from one file to another.
 */
export async function compilePart(
  sources: readonly Source[],
  trees: Trees,
  applications: Applications,
  committed: () => Promise<CommittedTree>,
  progress?: Progress,
): Promise<CompiledPart | undefined> {
  const { progress: _, ...quiet } = trees;
  const { evaluate } = await startEvaluating(quiet);
  const files = listEnvironments(trees.repository).sources.map(({ file }) => file);
  let before: Promise<CommittedTree> | undefined;
  const parts: CompiledPart[] = [];
  for (let from = 0; from < sources.length; from += groupSize) {
    const group = sources.slice(from, from + groupSize);
    const { all, ...fleet } = await evaluateSources(group, quiet, evaluate);
    if (fleet.issues.some(isError) || all.some(({ key }) => key !== undefined)) return undefined;
    const isInGroup = new Set(group.map(({ file }) => file));
    const unread = new Set(files.filter((file) => !isInGroup.has(file)));
    const compiled = await compileFleet({ ...fleet, unread }, quiet, applications, () => {
      before ??= committed();
      return before;
    });
    if (compiled.issues.some(isError)) return undefined;
    parts.push(withoutObjects(compiled));
    progress?.("compiling", from + group.length, sources.length);
  }
  return joinParts(parts);
}

function withoutObjects({ committed: _, evaluations: __, shard: ___, ...compiled }: Compiled): CompiledPart {
  const { base, environments } = compiled;
  return { ...compiled, base: base && filesOf(base), environments: environments.map(filesOf) };
}

function filesOf({ manifests: _, overlay: __, evaluation: ___, ...files }: CompiledEnvironment): CompiledFiles {
  return files;
}

/** What was compiled of all files, from what was of some each; undefined where there is none. */
export function joinParts(parts: readonly CompiledPart[]): CompiledPart | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  return {
    base: first.base,
    environments: parts.flatMap(({ environments }) => environments).sort(byName),
    evaluated: parts.flatMap(({ evaluated }) => evaluated).sort(byName),
    names: new Set(parts.flatMap(({ names }) => [...names])),
    unread: new Set(),
    issues: inOrder(parts.flatMap(({ issues }) => issues)),
    warnings: new Map(parts.flatMap(({ warnings }) => [...warnings])),
    sharedReads: first.sharedReads,
  };
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
