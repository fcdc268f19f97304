import { lstatSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Seen } from "../cache/seen.ts";
import { type CompiledPart, firstGroup, joinParts } from "../compile-parts.ts";
import type { Compiled, CompiledFiles } from "../compiled.ts";
import type { CommittedTree } from "../tree.ts";
import { unstage } from "../write/staging.ts";
import type { Given } from "./command.ts";
import type { Context } from "./context.ts";
import type { PartOrder, WasRead } from "./part.ts";
import type { Project } from "./project.ts";
import { type StagedPart, stagePart } from "./stage-part.ts";

/** From how many files on a thread takes less time than it saves. */
const worthThreads = 200;
/** More only wait for each other's files. */
const mostThreads = 4;

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
 * Compiles all environments for the output in `out`, of which `before` is committed: many of them in groups, by a thread
 * for each processor. Where something is wrong in one of these all are compiled as one, which finds everything.
 */
export async function compileWhole(
  project: Project,
  out: string,
  before: Promise<CommittedTree>,
  values: Given["values"],
  context: Context,
  ahead?: Ahead,
): Promise<Compiled<CompiledFiles>> {
  const committed = () => before;
  const sources = project.environments();
  if (sources.length < worthThreads || project.listingIssues().length > 0) return project.compile([], [], committed);
  const nextGroup = firstGroup();
  const limits = values.get("limits") ?? "";
  const order: PartOrder = { root: project.root, out, limits, sources, nextGroup, staging: ahead?.staging };
  const stop = new AbortController();
  const parts: StagedPart[] = [];
  const tell = (part: StagedPart) => void parts.push(part);
  const others = Array.from({ length: context.startPart === undefined ? 0 : threads() - 1 }, () =>
    context.startPart?.(order, tell, stop.signal).catch(() => undefined),
  );
  const tellOwn = (part: CompiledPart) => tell(stagePart(part, ahead?.staging));
  let read: readonly WasRead[] = [];
  let isSound = false;
  try {
    isSound = await project.compileGroups(sources, nextGroup, committed, tellOwn);
    if (isSound) read = (await Promise.all(others)).flatMap((one) => one ?? []);
  } finally {
    stop.abort();
    // until it has ended, a thread may write
    await Promise.all(others);
  }
  if (!isSound || read.length < others.length) {
    if (ahead !== undefined) unstage(ahead.staging);
    return project.compile([], [], committed);
  }
  for (const one of read) project.tree.add(one);
  ahead?.seen.push(...parts.flatMap(({ seen }) => seen ?? []));
  return project.finish({ ...joinParts(parts.map(({ part }) => part)), shard: undefined });
}

function threads(): number {
  return Math.min(availableParallelism(), mostThreads);
}
