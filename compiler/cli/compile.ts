import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Compiled, CompiledEnvironment } from "../compile.ts";
import { isError } from "../issue.ts";
import { renderCompile, renderStale } from "../report/compile.ts";
import { committedTree } from "../repository/git.ts";
import { workingTree } from "../repository/working-tree.ts";
import { applyPlan } from "../write/apply.ts";
import type { WritePlan } from "../write/plan.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { formatIssues } from "./format-issues.ts";
import { openProject, outputFolders, type Project, planOutput, reportIssues } from "./project.ts";

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
  const { compiled, plan } = await compileFor(out, args, project);
  const issues = [...compiled.issues, ...plan.conflicts];
  const changed = [...plan.write.keys(), ...plan.remove];
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
  if (!flags.has("check")) applyPlan(out, plan);
  tell(outcome);
  return exitCode.fine;
}

/** Patches are relative to the base: where that changes, every environment is compiled, whichever were asked for. */
async function compileFor(
  out: string,
  names: readonly string[],
  project: Project,
): Promise<{ readonly compiled: Compiled; readonly plan: WritePlan }> {
  const compiled = await project.compile(names, [], () => committedTree(out, outputFolders));
  const plan = planOutput(compiled, names, workingTree(out));
  const baseChanges = [...plan.write.keys(), ...plan.remove].some((path) => path.startsWith("base/"));
  const isSound = !compiled.issues.some(isError);
  return names.length > 0 && baseChanges && isSound ? compileFor(out, [], project) : { compiled, plan };
}

function summary(
  base: CompiledEnvironment,
  environments: readonly CompiledEnvironment[],
  changed: readonly string[],
  context: Context,
): string {
  const inFolder = new Map<string, string[]>();
  for (const path of changed) inFolder.set(dirname(path), [...(inFolder.get(dirname(path)) ?? []), path]);
  const lines = [base, ...environments].map(({ name, directory, manifests }) => ({
    name,
    objects: manifests.length,
    changed: inFolder.get(directory) ?? [],
  }));
  const known = new Set([base, ...environments].map(({ directory }) => directory));
  const gone = [...inFolder].filter(([folder]) => !known.has(folder)).map(([folder, removed]) => ({ folder, removed }));
  return renderCompile(lines, gone, context);
}
