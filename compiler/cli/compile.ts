import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Compiled, CompiledEnvironment } from "../compile.ts";
import { isError } from "../issue.ts";
import { renderCompile, renderStale } from "../report/compile.ts";
import { committedTree } from "../repository/committed-tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { Tree } from "../tree.ts";
import { applyPlan } from "../write/apply.ts";
import { tidyUp, withLock } from "../write/lock.ts";
import { outputFolders, type WritePlan } from "../write/plan.ts";
import type { Ownership } from "../write/seal.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { formatIssues } from "./format-issues.ts";
import { openProject, type Project, planOutput, reportIssues } from "./project.ts";

/**
 * `overlayer compile`: writes what differs; with `check` it only says what it would write. In a format for machines the
 * issues are what was asked for; what is for people goes to stderr then.
 */
export async function compileCommand({ args, flags, values }: Given, context: Context): Promise<number> {
  const project = openProject(values, context);
  const out = resolve(context.directory, values.get("out") ?? project.root);
  if (!statSync(out, { throwIfNoEntry: false })?.isDirectory()) {
    context.stderr(`error: ${out} is no folder\n  help: --out takes an existing folder, such as another checkout.\n`);
    return exitCode.userError;
  }
  const yielding = new Set<Ownership>(["intact"]);
  if (flags.has("discard")) yielding.add("edited");
  if (flags.has("adopt")) yielding.add("foreign");
  const compile = (names: readonly string[]) => project.compile(names, [], () => committedTree(out, outputFolders));
  const compiled = await compile(args);
  const finish = async (write: (plan: WritePlan) => void) => {
    const planned = await planFor(compiled, args, workingTree(out), yielding, compile);
    return report(planned, write, { flags, values }, project, context);
  };
  if (flags.has("check") || compiled.issues.some(isError)) {
    await tidyUp(out);
    return finish(() => {});
  }
  return withLock(out, (staging) => finish((plan) => applyPlan(out, staging, plan)));
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

function report(
  { compiled, plan }: PlannedOutput,
  write: (plan: WritePlan) => void,
  { flags, values }: Pick<Given, "flags" | "values">,
  project: Project,
  context: Context,
): number {
  const issues = [...compiled.issues, ...plan.conflicts];
  const changed = [...plan.changes.keys()];
  const format = values.get("format");
  const human = format === "human";
  if (human) reportIssues(issues, project, context);
  else context.stdout(formatIssues(issues, format, project, context));
  if (compiled.base === undefined) {
    context.stderr("Nothing was written.\n");
    return exitCode.userError;
  }
  const outcome = summary(compiled.base, compiled.environments, changed, context);
  if (issues.some(isError)) {
    context.stderr(`Nothing was written. What is sound compiles to:\n${outcome}`);
    return exitCode.userError;
  }
  const tell = human ? context.stdout : context.stderr;
  if (flags.has("check") && changed.length > 0) {
    tell(renderStale(changed, context));
    return exitCode.changes;
  }
  write(plan);
  tell(outcome);
  return exitCode.fine;
}

function summary(
  base: CompiledEnvironment,
  environments: readonly CompiledEnvironment[],
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
  const lines = all.map((one) => ({
    name: one.name,
    objects: one.manifests.length,
    changed: byOwner.get(one) ?? [],
  }));
  const gone = [...byOwner].flatMap(([folder, removed]) => (typeof folder === "string" ? [{ folder, removed }] : []));
  return renderCompile(lines, gone, context);
}
