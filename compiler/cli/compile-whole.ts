import { availableParallelism } from "node:os";
import { type CompiledPart, firstGroup, joinParts } from "../compile-parts.ts";
import type { Compiled, CompiledFiles } from "../compiled.ts";
import type { CommittedTree } from "../tree.ts";
import type { Given } from "./command.ts";
import type { Context } from "./context.ts";
import type { PartOrder } from "./part.ts";
import type { Project } from "./project.ts";

/** From how many files on a thread takes less time than it saves. */
const worthThreads = 200;
/** More only wait for each other's files. */
const mostThreads = 4;

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
): Promise<Compiled<CompiledFiles>> {
  const committed = () => before;
  const sources = project.environments();
  if (sources.length < worthThreads || project.listingIssues().length > 0) return project.compile([], [], committed);
  const nextGroup = firstGroup();
  const order: PartOrder = { root: project.root, out, limits: values.get("limits") ?? "", sources, nextGroup };
  const stop = new AbortController();
  const parts: CompiledPart[] = [];
  const tell = (part: CompiledPart) => void parts.push(part);
  const others = Array.from({ length: context.startPart === undefined ? 0 : threads() - 1 }, () =>
    context.startPart?.(order, tell, stop.signal).catch(() => undefined),
  );
  const isSound = await project.compileGroups(sources, nextGroup, committed, tell);
  const read = isSound ? (await Promise.all(others)).flatMap((one) => one ?? []) : [];
  stop.abort();
  if (!isSound || read.length < others.length) return project.compile([], [], committed);
  for (const one of read) project.tree.add(one);
  return project.finish({ ...joinParts(parts), shard: undefined });
}

function threads(): number {
  return Math.min(availableParallelism(), mostThreads);
}
