import { isDeepStrictEqual } from "node:util";
import type { ScalePlan, ScaleStep } from "../application.ts";
import { isError } from "../issue.ts";
import { renderScale } from "../report/scale.ts";
import { count } from "../report/style.ts";
import { listNames } from "../report/text.ts";
import { commitFiles, uncommittedFiles } from "../repository/commit.ts";
import { commitTree } from "../repository/commit-tree.ts";
import { committedTree } from "../repository/committed-tree.ts";
import { baseline } from "../repository/git.ts";
import type { Scaling } from "../scale.ts";
import { applyPlan } from "../write/apply.ts";
import { tidyUp, withLock } from "../write/lock.ts";
import { outputFolders } from "../write/output-folders.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { printSetupError } from "./print-setup-error.ts";
import { openProject, type Project, planOutput, reportIssues } from "./project.ts";

interface GivenContext extends Pick<Given, "values"> {
  readonly context: Context;
}

/** `overlayer scale`: prints the steps to another number of servers; with `commit` it commits the first of them. */
export async function scaleCommand({ args: [name = ""], flags, values }: Given, context: Context): Promise<number> {
  const project = openProject(values, context);
  const to = values.get("to");
  if (to === undefined) {
    context.stderr("error: --to is missing\n  help: name the number of servers, such as `--to 5`.\n");
    return exitCode.userError;
  }
  await tidyUp(project.root);
  const scaling = await project.planScaling(name, Number(to), await committedTree(project.root, outputFolders));
  if ("issues" in scaling) {
    reportIssues(scaling.issues, project, context);
    return exitCode.userError;
  }
  context.stdout(renderScale(name, scaling.plan, context));
  const [step] = scaling.plan.steps;
  if (step === undefined) return exitCode.fine;
  if (flags.has("commit")) {
    const earlier = await earlierStep(name, scaling.plan, project);
    if (earlier !== undefined) {
      context.stderr(`error: ${earlier}\n  help: ${oneStepEach}\n`);
      return exitCode.userError;
    }
    return commitStep(name, scaling, step, project, { values, context });
  }
  context.stderr("Nothing was changed: --commit commits step 1.\n");
  return exitCode.fine;
}

const oneStepEach =
  "two steps in one pull request are refused: merge it, wait for what the step before asks for, then run this on the default branch.";

/** That the branch has a step which the default branch has not; the next one would make a pull request of two. */
async function earlierStep(name: string, plan: ScalePlan, project: Project): Promise<string | undefined> {
  const start = baseline(project.root, undefined);
  if (start?.commit === undefined) return undefined;
  const committed = commitTree(project.root, start.commit, outputFolders, project.tree);
  const before = await project.planScaling(name, plan.to, committed);
  const isSame = "issues" in before || isDeepStrictEqual(before.plan.steps, plan.steps);
  return isSame ? undefined : `what is committed since ${start.name} is a step of ${name} already`;
}

async function commitStep(
  name: string,
  scaling: Scaling,
  step: ScaleStep,
  project: Project,
  given: GivenContext,
): Promise<number> {
  const written = await withLock(project.root, (staging) => writeStep(scaling, step, staging, project, given));
  if (written === undefined) return exitCode.userError;
  const { from, to, why } = scaling.plan;
  const goal = `${from === to ? "Staying at" : "On the way to"} ${count(to, "server")}`;
  const message = `${name}: ${step.title}\n\n${goal}: ${why}\n`;
  // after the lock: a hook of git may run overlayer
  const commit = commitFiles(project.root, written, message);
  if ("refused" in commit) {
    printSetupError(commit.refused, given.context);
    return exitCode.userError;
  }
  given.context.stderr(`Committed ${commit.id}: ${name}: ${step.title}\n`);
  const after = openProject(given.values, given.context);
  const changed = uncommittedFiles(project.root).filter((path) => written.includes(path));
  const isStale = await isOutOfDate(scaling.environment.name, after);
  if (changed.length === 0 && !isStale) return exitCode.fine;
  given.context.stderr(`error: a hook of git changed the step while it was committed\n  help: ${mendStep}\n`);
  return exitCode.userError;
}

const mendStep =
  "run `overlayer compile`, look at `git diff`, then `git commit --all --amend`; to take the step back: `git reset --hard HEAD~1`.";

/** Paths of all files that were written; undefined where something is wrong, which is printed. */
async function writeStep(
  scaling: Scaling,
  step: ScaleStep,
  staging: string,
  project: Project,
  { values, context }: GivenContext,
): Promise<readonly string[] | undefined> {
  const { name } = scaling.environment;
  const mistake = await uncommitted(name, project, context);
  if (mistake !== undefined) {
    context.stderr(mistake);
    return undefined;
  }
  const edited = await project.editStep(scaling, step);
  if ("issues" in edited) {
    reportIssues(edited.issues, project, context);
    return undefined;
  }
  const after = openProject(values, context, edited.files);
  const compiled = await after.compile([name], [], () => committedTree(project.root, outputFolders));
  const plan = planOutput(compiled, [name], project.tree);
  const issues = [...compiled.issues, ...plan.conflicts];
  reportIssues(issues, after, context);
  if (issues.some(isError)) {
    context.stderr("Nothing was written.\n");
    return undefined;
  }
  applyPlan(project.root, staging, plan, edited.files);
  return [...edited.files.keys(), ...plan.changes.keys()];
}

/** The error of what is not committed yet of the repository, or of what it compiles to. */
async function uncommitted(name: string, project: Project, context: Context): Promise<string | undefined> {
  const dirty = uncommittedFiles(project.root);
  const alone = "a commit of a step holds that step alone";
  if (dirty.length > 0)
    return `error: ${count(dirty.length, "file")} not committed: ${listNames(dirty, context.width)}\n  help: ${alone}: commit first.\n`;
  if (!(await isOutOfDate(name, project))) return undefined;
  return `error: what is committed is not what the sources compile to\n  help: ${alone}: run \`overlayer compile\` and commit that first.\n`;
}

async function isOutOfDate(name: string, project: Project): Promise<boolean> {
  const compiled = await project.compile([name]);
  const { changes, conflicts } = planOutput(compiled, [name], project.tree);
  return changes.size + conflicts.length > 0 || compiled.issues.some(isError);
}
