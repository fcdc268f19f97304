import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type RecordedEnvironment, writeRecord } from "../cache/record.ts";
import { type Run, recordOf } from "../cache/record-of.ts";
import type { Compiled, CompiledEnvironment } from "../compile.ts";
import { deliveryFile } from "../environments.ts";
import { errorsFirst, isError, oneRootCause } from "../issue.ts";
import { renderCompile, renderStale } from "../report/compile.ts";
import { committedTree } from "../repository/committed-tree.ts";
import { headOf } from "../repository/head.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { Tree } from "../tree.ts";
import { applyPlan } from "../write/apply.ts";
import { tidyUp, withLock } from "../write/lock.ts";
import { outputFolders, type WritePlan } from "../write/plan.ts";
import type { Ownership } from "../write/seal.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { formatIssues } from "./format-issues.ts";
import { type Cache, environmentsOf, type LastRun } from "./last-run.ts";
import { filesOf, openProject, type Project, planOutput, reportIssues } from "./project.ts";

/**
 * Compiles what is asked for, of that without names only what changed since the last run. In a format for machines the
 * issues are what was asked for; what is for people goes to stderr then.
 */
export async function compileAffected(
  given: Given,
  context: Context,
  cache: (Cache & { readonly last: LastRun | undefined }) | undefined,
): Promise<number> {
  const { args, flags, values } = given;
  const project = openProject(values, context);
  const out = resolve(context.directory, values.get("out") ?? project.root);
  if (!statSync(out, { throwIfNoEntry: false })?.isDirectory()) {
    context.stderr(`error: ${out} is no folder\n  help: --out takes an existing folder, such as another checkout.\n`);
    return exitCode.userError;
  }
  const yielding = new Set<Ownership>(["intact"]);
  if (flags.has("discard")) yielding.add("edited");
  if (flags.has("adopt")) yielding.add("foreign");
  const compile = (names: readonly string[]) => project.compile(names, [], () => committedTree(out, foldersOf(names)));
  const head = headOf(project.root);
  const run = await compileSince(cache?.last, args, compile);
  const finish = async (write: (plan: WritePlan) => number) => {
    const began = Date.now();
    const planned = await planFor(run, workingTree(out), yielding, compile);
    const { code, staged = began } = report(planned, write, given, project, context);
    if (cache === undefined || code !== exitCode.fine) return code;
    const written = (path: string) => (planned.plan.changes.has(path) ? staged : began);
    remember(planned, { head, written }, project, cache);
    return code;
  };
  if (flags.has("check") || run.compiled.issues.some(isError)) {
    await tidyUp(out);
    return finish(Date.now);
  }
  return withLock(out, (staging) => finish((plan) => applyPlan(out, staging, plan)));
}

/** What is compiled now, and of what is as it was the record. */
interface PartialRun {
  readonly compiled: Compiled;
  /** The names that were asked for, none for all. */
  readonly names: readonly string[];
  readonly last: LastRun | undefined;
}

async function compileSince(
  last: LastRun | undefined,
  names: readonly string[],
  compile: (names: readonly string[]) => Promise<Compiled>,
): Promise<PartialRun> {
  if (last === undefined || last.affected.length === 0)
    return { compiled: await compile(names), names, last: undefined };
  const affected = last.affected.map(({ name }) => name);
  const compiled = await compile(affected);
  // what delivery says of all of them, and what is removed, depends on which there are
  if (!hasSameNames(compiled, last)) return { compiled: await compile([]), names: [], last: undefined };
  return { compiled, names: affected, last };
}

function hasSameNames({ environments, issues }: Compiled, { affected }: LastRun): boolean {
  const before = affected.flatMap((unit) => unit.environments).map(({ name }) => name);
  const now = environments.map(({ name }) => name);
  return issues.some(isError) || JSON.stringify(before.sort()) === JSON.stringify(now.sort());
}

/** The folders of which the committed state is needed to compile environments. */
function foldersOf(names: readonly string[]): readonly string[] {
  return names.length === 0 ? outputFolders : ["base", ...names.map((name) => `overlays/${name}`)];
}

function remember(
  { compiled, last }: PlannedOutput,
  known: Pick<Run, "head" | "written">,
  { root, tree }: Project,
  cache: Cache,
): void {
  const record = recordOf({
    ...{ compiler: cache.compiler, root, listed: tree.files("environments"), outputFolders, ...known },
    compiled: { ...compiled, sharedReads: [...compiled.sharedReads, deliveryFile] },
    ...{ texts: tree.texts, signatures: tree.signatures, before: last?.record },
    unaffected: last?.units.slice(1) ?? [],
  });
  if (record !== undefined) writeRecord(cache.file, record);
}

/** What there is to write, and where it comes from. */
interface PlannedOutput extends PartialRun {
  readonly plan: WritePlan;
}

/** Patches are relative to the base: where that changes, every environment is compiled, whichever were asked for. */
async function planFor(
  run: PartialRun,
  tree: Tree,
  yielding: ReadonlySet<Ownership>,
  compile: (names: readonly string[]) => Promise<Compiled>,
): Promise<PlannedOutput> {
  const { compiled, names, last } = run;
  const plan = planOutput(compiled, names, last === undefined ? tree : foldersIn(tree, compiled), yielding);
  const baseChanges = [...plan.changes.keys()].some((path) => path.startsWith("base/"));
  const isSound = !compiled.issues.some(isError);
  if (names.length === 0 || !baseChanges || !isSound) return { ...run, plan };
  return planFor({ compiled: await compile([]), names: [], last: undefined }, tree, yielding, compile);
}

/** A tree in which only the folders are listed that something was compiled for: the others are as they were. */
function foldersIn(tree: Tree, compiled: Compiled): Tree {
  const folders = [...new Set([...filesOf(compiled).keys()].map(dirname))];
  return {
    ...tree,
    files: (directory) => folders.filter((one) => `${one}/`.startsWith(`${directory}/`)).flatMap(tree.files),
  };
}

function report(
  { compiled, plan, last }: PlannedOutput,
  write: (plan: WritePlan) => number,
  { flags, values }: Pick<Given, "flags" | "values">,
  project: Project,
  context: Context,
): { readonly code: number; readonly staged?: number } {
  const kept = environmentsOf(last?.units ?? []).slice(1);
  const told = oneRootCause([...compiled.issues, ...kept.flatMap((one) => one.issues)]);
  const issues = errorsFirst([...told, ...plan.conflicts]);
  const changed = [...plan.changes.keys()];
  const format = values.get("format");
  const human = format === "human";
  if (human) reportIssues(issues, project, context);
  else context.stdout(formatIssues(issues, format, project, context));
  if (compiled.base === undefined) {
    context.stderr("Nothing was written.\n");
    return { code: exitCode.userError };
  }
  const outcome = summary(compiled.base, compiled.environments, kept, changed, context);
  if (issues.some(isError)) {
    context.stderr(`Nothing was written. What is sound compiles to:\n${outcome}`);
    return { code: exitCode.userError };
  }
  const tell = human ? context.stdout : context.stderr;
  if (flags.has("check") && changed.length > 0) {
    tell(renderStale(changed, context));
    return { code: exitCode.changes };
  }
  const staged = write(plan);
  tell(outcome);
  return { code: exitCode.fine, staged };
}

function summary(
  base: CompiledEnvironment,
  environments: readonly CompiledEnvironment[],
  kept: readonly RecordedEnvironment[],
  changed: readonly string[],
  context: Context,
): string {
  const all = [base, ...environments];
  const foldersOf = ({ directory, files }: CompiledEnvironment) => [directory, ...[...files.keys()].map(dirname)];
  const owners = new Map(all.flatMap((one) => foldersOf(one).map((folder) => [folder, one])));
  const byOwner = new Map<CompiledEnvironment | string, string[]>();
  for (const path of changed) {
    const owner = owners.get(dirname(path)) ?? dirname(path);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), path]);
  }
  const [first, ...others] = all.map((one) => ({
    name: one.name,
    objects: one.manifests.length,
    changed: byOwner.get(one) ?? [],
  }));
  const unchanged = kept.map(({ name, objects }) => ({ name, objects, changed: [] }));
  const sorted = [...others, ...unchanged].sort((a, b) => (a.name < b.name ? -1 : 1));
  const lines = [...(first === undefined ? [] : [first]), ...sorted];
  const gone = [...byOwner].flatMap(([folder, removed]) => (typeof folder === "string" ? [{ folder, removed }] : []));
  return renderCompile(lines, gone, context);
}
