import { availableParallelism } from "node:os";
import { joinParts } from "../compile-parts.ts";
import type { Compiled, CompiledFiles } from "../compiled.ts";
import type { Source } from "../evaluate/environment.ts";
import { committedTree } from "../repository/committed-tree.ts";
import { outputFolders } from "../write/output-folders.ts";
import type { Given } from "./command.ts";
import type { Context } from "./context.ts";
import type { PartOrder } from "./part.ts";
import type { Project } from "./project.ts";

/** From how many files on a thread takes less time than it saves. */
const worthThreads = 200;
/** More only wait for each other's files. */
const mostThreads = 4;

/**
 * Compiles all environments for the output in `out`: many of them in parts, one for each processor. Where something is
 * wrong in one of these, or between them, all are compiled as one, which finds everything.
 */
export async function compileWhole(
  project: Project,
  out: string,
  values: Given["values"],
  context: Context,
): Promise<Compiled<CompiledFiles>> {
  const committed = () => committedTree(out, outputFolders);
  const sources = project.environments();
  if (sources.length < worthThreads || project.listingIssues().length > 0) return project.compile([], [], committed);
  const stop = new AbortController();
  const orderOf = (part: readonly Source[]): PartOrder => ({
    ...{ root: project.root, out, limits: values.get("limits") ?? "", sources: part },
    done: new SharedArrayBuffer(4),
  });
  const [own = [], ...others] = inParts(sources, context.startPart === undefined ? 1 : threads());
  const orders = others.map(orderOf);
  const started = orders.map((order) => context.startPart?.(order, stop.signal).catch(() => undefined));
  const done = () => orders.reduce((sum, order) => sum + (new Int32Array(order.done)[0] ?? 0), 0);
  const part = await project.compilePart(own, committed, (what, number) =>
    context.progress?.(what, number + done(), sources.length),
  );
  const results = part === undefined ? [] : await Promise.all(started);
  stop.abort();
  const parts = [part, ...results.map((result) => result?.part)].flatMap((one) => one ?? []);
  const joined = parts.length === started.length + 1 ? joinParts(parts) : undefined;
  if (joined === undefined) return project.compile([], [], committed);
  for (const result of results) if (result !== undefined) project.tree.add(result);
  return project.finish({ ...joined, shard: undefined });
}

/** Of about the same length, in order. */
function inParts<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
  const size = Math.ceil(items.length / count);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function threads(): number {
  return Math.min(availableParallelism(), mostThreads);
}
