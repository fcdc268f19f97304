import { availableParallelism } from "node:os";
import { firstGroup, joinParts } from "../compile-parts.ts";
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
 * Compiles all environments for the output in `out`, of which `before` is committed: many of them in parts, one for each processor. Where something is
 * wrong in one of these, or between them, all are compiled as one, which finds everything.
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
  const others = Array.from({ length: context.startPart === undefined ? 0 : threads() - 1 }, () =>
    context.startPart?.(order, stop.signal).catch(() => undefined),
  );
  const own = await project.compileGroups(sources, nextGroup, committed);
  const results = own === undefined ? [] : await Promise.all(others);
  stop.abort();
  const found = results.flatMap((result) => result ?? []);
  if (own === undefined || found.length < others.length) return project.compile([], [], committed);
  for (const read of found) project.tree.add(read);
  const joined = joinParts([...own, ...found.flatMap(({ parts }) => parts)]);
  return project.finish({ ...joined, shard: undefined });
}

function threads(): number {
  return Math.min(availableParallelism(), mostThreads);
}
