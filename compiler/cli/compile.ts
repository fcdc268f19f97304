import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Compiled, CompiledEnvironment } from "../compile.ts";
import { inOrder, isError } from "../issue.ts";
import { committedTree } from "../repository/committed-tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { CompileResult } from "../shard/result.ts";
import type { Tree } from "../tree.ts";
import { applyPlan } from "../write/apply.ts";
import { tidyUp, withLock } from "../write/lock.ts";
import { outputFolders, type WritePlan } from "../write/plan.ts";
import type { Ownership } from "../write/seal.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { openProject, planOutput } from "./project.ts";
import { reportCompile } from "./report-compile.ts";
import { givenShard, onStderr, printPart } from "./shard.ts";

/** `overlayer compile`: writes what differs; with `check` it only says what it would write. */
export async function compileCommand(given: Given, context: Context): Promise<number> {
  const { args, flags, values } = given;
  const shard = givenShard(given, context);
  if (shard !== undefined && !flags.has("check")) {
    context.stderr("error: --shard writes nothing\n  help: add --check.\n");
    return exitCode.userError;
  }
  if (shard === "refused") return exitCode.userError;
  const project = openProject(values, context);
  const out = resolve(context.directory, values.get("out") ?? project.root);
  if (!statSync(out, { throwIfNoEntry: false })?.isDirectory()) {
    context.stderr(`error: ${out} is no folder\n  help: --out takes an existing folder, such as another checkout.\n`);
    return exitCode.userError;
  }
  const yielding = new Set<Ownership>(["intact"]);
  if (flags.has("discard")) yielding.add("edited");
  if (flags.has("adopt")) yielding.add("foreign");
  const compile = (names: readonly string[]) =>
    project.compile(names, [], () => committedTree(out, outputFolders), shard);
  const compiled = await compile(args);
  const plan = () => planFor(compiled, args, workingTree(out), yielding, compile);
  if (flags.has("check") || compiled.issues.some(isError)) {
    await tidyUp(out);
    const result = resultOf(await plan());
    if (shard === undefined) return reportCompile(result, values, project, context);
    await printPart(result, shard, undefined, project, context);
    return reportCompile(result, new Map(), project, onStderr(context));
  }
  return withLock(out, async (staging) => {
    const planned = await plan();
    return reportCompile(resultOf(planned), values, project, context, () => applyPlan(out, staging, planned.plan));
  });
}

/** What there is to write, and where it comes from. */
interface PlannedOutput {
  readonly compiled: Compiled;
  readonly plan: WritePlan;
}

/** Patches are relative to the base: where that changes, every environment is compiled, whichever were asked for. */
async function planFor(
  compiled: Compiled,
  names: readonly string[],
  tree: Tree,
  yielding: ReadonlySet<Ownership>,
  compile: (names: readonly string[]) => Promise<Compiled>,
): Promise<PlannedOutput> {
  const plan = planOutput(compiled, names, tree, yielding);
  const baseChanges = [...plan.changes.keys()].some((path) => path.startsWith("base/"));
  const isSound = !compiled.issues.some(isError);
  if (names.length === 0 || !baseChanges || !isSound) return { compiled, plan };
  return planFor(await compile([]), [], tree, yielding, compile);
}

/** What there is to write, by the environment that each file belongs to. */
function resultOf({ compiled, plan }: PlannedOutput): CompileResult {
  const issues = inOrder([...compiled.issues, ...plan.conflicts]);
  if (compiled.base === undefined) return { command: "compile", compiled: [], gone: [], issues };
  const all = [compiled.base, ...compiled.environments];
  const foldersOf = ({ directory, files }: CompiledEnvironment) => [directory, ...[...files.keys()].map(dirname)];
  const owners = new Map(all.flatMap((one) => foldersOf(one).map((folder) => [folder, one])));
  const byOwner = new Map<CompiledEnvironment | string, string[]>();
  for (const path of plan.changes.keys()) {
    const owner = owners.get(dirname(path)) ?? dirname(path);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), path]);
  }
  const lines = all.map((one) => ({
    name: one.name,
    objects: one.manifests.length,
    changed: byOwner.get(one) ?? [],
  }));
  const gone = [...byOwner].flatMap(([folder, removed]) => (typeof folder === "string" ? [{ folder, removed }] : []));
  const inTurn = gone.sort((one, other) => (one.folder < other.folder ? -1 : 1));
  return { command: "compile", compiled: lines, gone: inTurn, issues };
}
