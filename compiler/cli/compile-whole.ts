import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Seen } from "../cache/seen.ts";
import { type CompiledPart, firstFile, joinParts } from "../compile-parts.ts";
import type { Compiled, CompiledFiles } from "../compiled.ts";
import type { KnownRuns } from "../known-runs.ts";
import type { CommittedTree } from "../tree.ts";
import { unstage } from "../write/staging.ts";
import type { Given } from "./command.ts";
import type { WasRead } from "./part.ts";
import type { Project } from "./project.ts";
import { type StagedPart, stagePart } from "./stage-part.ts";
import { type Threads, worthThreads } from "./threads.ts";

/** Files that are staged by the threads that made them. */
export interface Ahead {
  /** The folder that the run is staged in. */
  readonly staging: string;
  /** How they were then: filled where all that was staged is sound. */
  readonly seen: Seen[];
}

/** True where the overlays of a run can be staged ahead: there are many of them, and nothing in their place. */
export function isStagedAhead(project: Project, out: string): boolean {
  const overlays = lstatSync(join(out, "overlays"), { throwIfNoEntry: false });
  return overlays === undefined && project.environments().length >= worthThreads;
}

/**
 * Compiles all environments for the output in `out`, of which `before` is committed: many of them in groups, together with
 * the other `threads`, which begin when this one has run the base. Where something is wrong in one of these all are compiled
 * as one, which finds everything.
 */
export async function compileWhole(
  project: Project,
  out: string,
  before: Promise<CommittedTree>,
  values: Given["values"],
  threads: Threads,
  ahead?: Ahead,
): Promise<Compiled<CompiledFiles>> {
  const committed = () => before;
  const sources = project.environments();
  if (sources.length < worthThreads || project.listingIssues().length > 0) return project.compile([], [], committed);
  const nextFile = firstFile();
  const parts: StagedPart[] = [];
  const tell = (part: StagedPart) => void parts.push(part);
  const others = await threads();
  let carried: readonly Promise<WasRead | undefined>[] = [];
  const begin = (known: KnownRuns) => {
    const limits = values.get("limits") ?? "";
    const order = { root: project.root, out, limits, sources, nextFile, staging: ahead?.staging, known };
    carried = others.map((thread) => thread.carryOut(order, tell).catch(() => undefined));
  };
  const tellOwn = (part: CompiledPart) => tell(stagePart(part, ahead?.staging));
  let read: readonly WasRead[] = [];
  let isSound = false;
  try {
    isSound = await project.compileGroups(sources, nextFile, committed, begin, tellOwn);
    if (isSound) read = (await Promise.all(carried)).flatMap((one) => one ?? []);
    isSound &&= read.length === others.length;
  } finally {
    const ended = others.map((thread) => thread.end());
    // one that is not done may still write
    if (!isSound) await Promise.all(ended);
  }
  if (!isSound) {
    if (ahead !== undefined) unstage(ahead.staging);
    return project.compile([], [], committed);
  }
  for (const one of read) project.tree.add(one);
  ahead?.seen.push(...parts.flatMap(({ seen }) => seen ?? []));
  return project.finish({ ...joinParts(parts.map(({ part }) => part)), shard: undefined });
}
