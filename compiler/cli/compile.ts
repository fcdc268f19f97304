import { writeRecord } from "../cache/record.ts";
import { inOrder } from "../issue.ts";
import { renderCompile } from "../report/compile.ts";
import { renderIssues } from "../report/issues.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { findRoot } from "./find-root.ts";
import { cacheOf, environmentsOf, type LastRun, lastRun } from "./last-run.ts";
import { tellOnlyBase } from "./only-base.ts";
import { packageRoot } from "./package-root.ts";
import { sourcesIn } from "./sources-in.ts";
import { threadsFor } from "./threads.ts";

/**
 * `overlayer compile`: writes what differs; with `check` it only says what it would write. Where nothing changed since the
 * last run it says that, and loads no more for it.
 */
export async function compileCommand(given: Given, context: Context): Promise<number> {
  const root = findRoot(context.directory);
  const isWhole = given.args.length === 0 && !["out", "shard"].some((option) => given.values.has(option));
  const cache = isWhole ? cacheOf(root, given, context) : undefined;
  const last = cache && (await lastRun(root, cache));
  if (cache !== undefined && last?.affected.length === 0 && given.values.get("format") === "human") {
    if (last.refreshed !== undefined) writeRecord(cache.file, last.refreshed);
    return upToDate(last, context);
  }
  const threads = threadsFor(root, context);
  const isAll = last === undefined && given.args.length === 0 && !given.values.has("shard");
  // they load the program while it is loaded here
  if (isAll) await threads();
  const { compileAffected } = await import("./compile-affected.ts");
  return compileAffected(given, context, cache && { ...cache, last }, threads);
}

function upToDate({ root, units }: LastRun, context: Context): number {
  const environments = environmentsOf(units);
  const issues = inOrder(environments.flatMap((one) => one.issues));
  context.stderr(renderIssues(issues, sourcesIn(workingTree(root), workingTree(packageRoot)), context));
  const lines = environments.map(({ name, objects }) => ({ name, objects, changed: [], removed: [] }));
  context.stdout(renderCompile(lines, [], context));
  tellOnlyBase(lines.length - 1, 0, context);
  return exitCode.fine;
}
