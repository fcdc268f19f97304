import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { knownFolders } from "../cache/committed.ts";
import { forgetGone } from "../cache/forget-gone.ts";
import { addToRecord, writeRecord } from "../cache/record.ts";
import { additionOf, type Run, recordOf } from "../cache/record-of.ts";
import { nothingSeen, pathsOf, settledAt } from "../cache/seen.ts";
import type { Compiled, CompiledFiles } from "../compiled.ts";
import { deliveryFile } from "../environments.ts";
import { inOrder, isError } from "../issue.ts";
import { committedTree } from "../repository/committed-tree.ts";
import { headOf } from "../repository/head.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { CompileResult } from "../shard/result.ts";
import type { CommittedTree, Tree } from "../tree.ts";
import { applyPlan } from "../write/apply.ts";
import { tidyUp, withLock } from "../write/lock.ts";
import { outputFolders } from "../write/output-folders.ts";
import type { WritePlan } from "../write/plan.ts";
import { type Ownership, replaceable } from "../write/seal.ts";
import type { Given } from "./command.ts";
import { type Ahead, compileWhole, isStagedAhead } from "./compile-whole.ts";
import { type Context, exitCode } from "./context.ts";
import { type Cache, environmentsOf, type LastRun } from "./last-run.ts";
import { refuseOwnFolder } from "./out-folder.ts";
import { compileSince, foldersIn, type PartialRun } from "./partial-run.ts";
import { openProject, type Project, planOutput } from "./project.ts";
import { reportCompile } from "./report-compile.ts";
import { givenShard, onStderr, printPart } from "./shard.ts";
import type { Threads } from "./threads.ts";

/**
 * Compiles what is asked for, of that without names only what changed since the last run. In a format for machines the
 * issues are what was asked for; what is for people goes to stderr then.
 */
export async function compileAffected(
  given: Given,
  context: Context,
  cache: (Cache & { readonly last: LastRun | undefined }) | undefined,
  threads: Threads,
): Promise<number> {
  const { args, flags, values } = given;
  const shard = givenShard(given, context);
  if (shard !== undefined && !flags.has("check")) {
    context.stderr("error: --shard writes nothing\n  help: add --check.\n");
    return exitCode.userError;
  }
  if (shard === "refused") return exitCode.userError;
  const project = openProject(values, context, undefined, cache?.last?.known);
  const out = resolve(context.directory, values.get("out") ?? project.root);
  const refused = refuseOut(out, project.root, context);
  if (refused !== undefined) return refused;
  let before: Promise<CommittedTree> | undefined;
  const compile = (names: readonly string[], ahead?: Ahead): Promise<Compiled<CompiledFiles>> => {
    const committed = committedOutput(out, names, cache?.last);
    before = committed;
    // where the base has errors nobody asks for it
    committed.catch(() => {});
    return names.length === 0 && shard === undefined
      ? compileWhole(project, out, committed, values, threads, ahead)
      : project.compile(names, [], () => committed, shard);
  };
  // what is known of a commit is known of this one
  const head = cache?.last === undefined ? headOf(project.root) : cache.last.head;
  const compileAll = (ahead?: Ahead) => compileSince(cache?.last, args, (names) => compile(names, ahead));
  const plan = (run: PartialRun<CompiledFiles>) => planFor(run, workingTree(out), yieldingTo(flags), compile);
  const isAhead = !flags.has("check") && args.length === 0 && cache?.last === undefined && isStagedAhead(project, out);
  const run = isAhead ? undefined : await compileAll();
  if (run !== undefined && (flags.has("check") || run.compiled.issues.some(isError))) {
    await tidyUp(out);
    const began = Date.now();
    const planned = await plan(run);
    const result = resultOf(planned);
    if (shard !== undefined) await printPart(result, shard, undefined, project, context);
    const code =
      shard === undefined
        ? reportCompile(result, values, project, context)
        : reportCompile(result, new Map(), project, onStderr(context));
    return remember(code, planned, { head, written: () => began, seen: nothingSeen, before }, project, cache);
  }
  return withLock(out, async (staging) => {
    const ahead: Ahead = { staging, seen: [] };
    const compiled = run ?? (await compileAll(ahead));
    const began = Date.now();
    const planned = await plan(compiled);
    let staged = began;
    let seen = nothingSeen;
    const code = reportCompile(resultOf(planned), values, project, context, () => {
      const applied = applyPlan(out, staging, planned.plan, new Map(), pathsOf(ahead.seen));
      staged = applied.staged;
      // else they were moved one by one, which shows in them
      if (applied.folders.has("overlays")) seen = settledAt(staged, ahead.seen);
    });
    const written = (path: string) => (planned.plan.changes.has(path) ? staged : began);
    return remember(code, planned, { head, written, seen, before }, project, cache);
  });
}

function refuseOut(out: string, root: string, context: Context): number | undefined {
  if (existsSync(out) && statSync(out).isDirectory())
    return refuseOwnFolder(out, root, "base/ and overlays/ are", context);
  context.stderr(`error: ${out} is no folder\n  help: --out takes an existing folder, such as another checkout.\n`);
  return exitCode.userError;
}

/** What is committed of all environments, or of some, of which git is asked only where the last run did not note it. */
function committedOutput(out: string, names: readonly string[], last: LastRun | undefined): Promise<CommittedTree> {
  if (names.length === 0 || last === undefined) return committedTree(out, foldersOf(names));
  const asked = new Set(["base", ...names]);
  const units = [...last.units, ...last.affected].filter(({ name }) => asked.has(name));
  const folders = units.flatMap((unit) => unit.folders);
  return committedTree(out, [...foldersOf(names), ...folders], knownFolders(units));
}

/** The folders of which the committed state is needed to compile environments. */
function foldersOf(names: readonly string[]): readonly string[] {
  return names.length === 0 ? outputFolders : ["base", ...names.map((name) => `overlays/${name}`)];
}

/** What a run knows beside what it compiled. */
interface Found extends Pick<Run, "head" | "seen" | "written"> {
  /** What is committed of what it compiled. */
  readonly before: Promise<CommittedTree> | undefined;
}

/** Keeps what a run that ended well found, for the next one; gives the exit code that it was given. */
async function remember(
  code: number,
  { compiled, last }: PlannedOutput,
  { before, ...found }: Found,
  { root, tree }: Project,
  cache: Cache | undefined,
): Promise<number> {
  if (cache === undefined || code !== exitCode.fine) return code;
  const run = {
    ...{ compiler: cache.compiler, root, allFolders: ["environments", ...outputFolders], ...found },
    // else it is of another commit, or may be
    committed: headOf(root) === found.head ? await before : undefined,
    compiled: { ...compiled, sharedReads: [...compiled.sharedReads, deliveryFile] },
    ...{ texts: tree.texts, signatures: tree.signatures },
  };
  if (last === undefined) {
    const record = recordOf(run);
    if (record === undefined) return code;
    forgetGone(cache.file, root);
    writeRecord(cache.file, record);
  } else {
    if (last.refreshed !== undefined) writeRecord(cache.file, last.refreshed);
    const addition = additionOf(run);
    if (addition !== undefined) addToRecord(cache.file, addition);
  }
  return code;
}

function yieldingTo(flags: Given["flags"]): ReadonlySet<Ownership> {
  const yielding = [...replaceable];
  if (flags.has("discard")) yielding.push("edited");
  if (flags.has("adopt")) yielding.push("foreign");
  return new Set(yielding);
}

/** What there is to write, and where it comes from. */
interface PlannedOutput extends PartialRun<CompiledFiles> {
  readonly plan: WritePlan;
}

/** Patches are relative to the base: where that changes, every environment is compiled, whichever were asked for. */
async function planFor(
  run: PartialRun<CompiledFiles>,
  tree: Tree,
  yielding: ReadonlySet<Ownership>,
  compile: (names: readonly string[]) => Promise<Compiled<CompiledFiles>>,
): Promise<PlannedOutput> {
  const { compiled, names, last } = run;
  const plan = planOutput(compiled, names, last === undefined ? tree : foldersIn(tree, compiled), yielding);
  const baseChanges = [...plan.changes.keys()].some((path) => path.startsWith("base/"));
  const isSound = !compiled.issues.some(isError);
  if (names.length === 0 || !baseChanges || !isSound) return { ...run, plan };
  return planFor({ compiled: await compile([]), names: [], last: undefined }, tree, yielding, compile);
}

/** What there is to write, by the environment that each file belongs to. */
function resultOf({ compiled, plan, last }: PlannedOutput): CompileResult {
  const kept = environmentsOf(last?.units ?? []).slice(1);
  const issues = inOrder([...compiled.issues, ...kept.flatMap((one) => one.issues), ...plan.conflicts]);
  if (compiled.base === undefined) return { command: "compile", compiled: [], gone: [], issues };
  const all = [compiled.base, ...compiled.environments];
  const foldersOf = ({ directory, files }: CompiledFiles) => [directory, ...[...files.keys()].map(dirname)];
  const owners = new Map(all.flatMap((one) => foldersOf(one).map((folder) => [folder, one])));
  const byOwner = new Map<CompiledFiles | string, string[]>();
  for (const path of plan.changes.keys()) {
    const owner = owners.get(dirname(path)) ?? dirname(path);
    const paths = byOwner.get(owner);
    if (paths === undefined) byOwner.set(owner, [path]);
    else paths.push(path);
  }
  const lineOf = (one: CompiledFiles) => {
    const { name, objects } = one;
    const paths = byOwner.get(one) ?? [];
    const isWritten = (path: string) => plan.changes.get(path)?.after !== undefined;
    const [changed, removed] = [paths.filter(isWritten), paths.filter((path) => !isWritten(path))];
    return { name, objects, changed, removed };
  };
  const unchanged = kept.map(({ name, objects }) => ({ name, objects, changed: [], removed: [] }));
  const lines = [...compiled.environments.map(lineOf), ...unchanged].sort((a, b) => (a.name < b.name ? -1 : 1));
  const gone = [...byOwner].flatMap(([folder, removed]) => (typeof folder === "string" ? [{ folder, removed }] : []));
  const inTurn = gone.sort((one, other) => (one.folder < other.folder ? -1 : 1));
  return { command: "compile", compiled: [lineOf(compiled.base), ...lines], gone: inTurn, issues };
}
