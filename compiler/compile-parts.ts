import { compileFleet } from "./compile.ts";
import type { Compiled, CompiledEnvironment, CompiledFiles } from "./compiled.ts";
import type { Source } from "./evaluate/environment.ts";
import { startEvaluating } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { evaluateSources } from "./fleet.ts";
import { type Issue, inOrder, isError } from "./issue.ts";
import type { Applications } from "./objects.ts";
import type { Progress } from "./progress.ts";
import type { CommittedTree } from "./tree.ts";

/** What was compiled of some environment files: plain data, which one thread can give to another. */
export type CompiledPart = Omit<Compiled<CompiledFiles>, "committed" | "shard">;

/** How many files are compiled before their objects are let go. */
const groupSize = 100;

/**
 * Compiles environment files a group at a time and keeps no objects, so that as many as there are fit into the memory.
 * Undefined where there is an error: `compile` finds all of them, and what several have in common.
 */
export async function compilePart(
  sources: readonly Source[],
  trees: Trees,
  applications: Applications,
  committed: () => Promise<CommittedTree>,
  progress?: Progress,
): Promise<CompiledPart | undefined> {
  const { progress: _, ...quiet } = trees;
  const evaluate = await startEvaluating(quiet);
  let before: Promise<CommittedTree> | undefined;
  const parts: CompiledPart[] = [];
  for (let from = 0; from < sources.length; from += groupSize) {
    const group = sources.slice(from, from + groupSize);
    const fleet = await evaluateSources(group, quiet, evaluate);
    if (fleet.issues.some(isError)) return undefined;
    const compiled = await compileFleet(fleet, quiet, applications, () => {
      before ??= committed();
      return before;
    });
    if (compiled.issues.some(isError)) return undefined;
    parts.push(withoutObjects(compiled));
    progress?.("compiling", from + group.length, sources.length);
  }
  return joinParts(parts);
}

function withoutObjects({ committed: _, shard: __, ...compiled }: Compiled): CompiledPart {
  const { base, environments } = compiled;
  return { ...compiled, base: base && filesOf(base), environments: environments.map(filesOf) };
}

function filesOf({ manifests: _, overlay: __, evaluation: ___, ...files }: CompiledEnvironment): CompiledFiles {
  return files;
}

/** Undefined where two parts have an environment of one name. */
export function joinParts(parts: readonly CompiledPart[]): CompiledPart | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const names = parts.flatMap((part) => [...part.names].filter((name) => name !== first.base?.name));
  const distinct = new Set(names.map((name) => name.toLowerCase()));
  if (distinct.size < names.length) return undefined;
  const warnings = new Map<string, readonly Issue[]>(parts.flatMap((part) => [...part.warnings]));
  return {
    base: first.base,
    environments: parts.flatMap(({ environments }) => environments).sort(byName),
    evaluated: parts.flatMap(({ evaluated }) => evaluated).sort(byName),
    names: new Set([...first.names, ...names]),
    unread: new Set(parts.flatMap(({ unread }) => [...unread])),
    issues: inOrder(parts.flatMap(({ issues }) => issues)),
    warnings,
    sharedReads: first.sharedReads,
  };
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
