import { detailsOf, type Unit, writeRecord } from "../cache/record.ts";
import { committedEnvironments, committedManifests } from "../committed.ts";
import type { Compiled } from "../compiled.ts";
import type { EnvironmentChange } from "../environment-change.ts";
import { isAsked } from "../environments.ts";
import type { Environment } from "../evaluate/environment.ts";
import { type Issue, inOrder, isError } from "../issue.ts";
import type { Kustomize } from "../kustomize/find.ts";
import { neighboursOf } from "../neighbours.ts";
import { counting } from "../progress.ts";
import { joinRenamed } from "../renamed.ts";
import { commitTree, listFilesMeanwhile } from "../repository/commit-tree.ts";
import { baseline, gitState } from "../repository/git.ts";
import type { BothSides, Neighbour } from "../review.ts";
import { SetupError } from "../setup-error.ts";
import type { DiffResult } from "../shard/result.ts";
import { isInShard, type Shard } from "../shard/shard.ts";
import { asCommitted, type CommittedTree, treeOf } from "../tree.ts";
import { tidyUp } from "../write/lock.ts";
import type { Given } from "./command.ts";
import { type Context, exitCode } from "./context.ts";
import { type Cache, cacheOf, environmentsOf, type LastRun, lastRunAsCommitted } from "./last-run.ts";
import { packageRoot } from "./package-root.ts";
import { compileSince, foldersIn } from "./partial-run.ts";
import { printSetupError } from "./print-setup-error.ts";
import { openProject, type Project, planOutput } from "./project.ts";
import { reportDiff } from "./report-diff.ts";
import { givenShard, onStderr, printPart } from "./shard.ts";

/** `overlayer diff`: what the working tree, compiled in memory, changes in the manifests that a commit renders to. */
export async function diffCommand(given: Given, context: Context): Promise<number> {
  const shard = givenShard(given, context);
  if (shard === "refused") return exitCode.userError;
  // once a sandbox has set its flags, V8 takes no bytecode any more: what comes after it is loaded before
  await Promise.all([import("../render-committed.ts"), import("../judge.ts"), import("../review.ts")]);
  if (given.flags.has("watch")) return watchDiff(given, context);
  return diff(given, openProject(given.values, context), context, shard);
}

/** Again whenever something that was read or the commit is another, each time on an empty screen, until Ctrl-C. */
async function watchDiff(given: Given, context: Context): Promise<number> {
  const ended = new AbortController();
  process.once("SIGINT", () => ended.abort());
  // nobody looks any more
  process.stdout.once("error", () => ended.abort());
  while (!ended.signal.aborted) {
    const project = openProject(given.values, context);
    if (context.color) context.stdout(emptyScreen);
    const git = gitState(project.root, given.values.get("against"));
    try {
      await diff(given, project, context);
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      printSetupError(error, context);
    }
    context.stderr("Waiting for the next change; Ctrl-C ends.\n");
    await project.tree.changed(ended.signal, git);
  }
  return exitCode.fine;
}

const emptyScreen = "\u001b[2J\u001b[H";

async function diff(given: Given, project: Project, context: Context, shard?: Shard): Promise<number> {
  const { args: names, values } = given;
  const against = values.get("against");
  const from = baseline(project.root, against);
  if (from === undefined) {
    context.stderr(`error: there is no commit ${JSON.stringify(against)}\n  help: ${unknownCommit}\n`);
    return exitCode.userError;
  }
  const committed = treeAt(from.commit, project);
  const cache = cacheFor(given, project, context);
  const last = cache && (await lastRunAsCommitted(project.root, cache, committed));
  const before = await committed;
  const sourcesRead = readSources(before, last?.affected);
  // without names nothing is asked of them before all that is as it was is known
  const past = names.length === 0 ? [] : committedEnvironments(before, names);
  const compile = (asked: readonly string[]) => project.compile(asked, past, async () => before, shard);
  const run = await compileSince(last, names, compile);
  const { compiled } = run;
  const unchanged = environmentsOf(run.last?.units ?? []).slice(1);
  const known = new Set(unchanged.map(({ name }) => name));
  const overlays = names.length === 0 ? committedEnvironments(before, [], known) : past;
  const gone = goneEnvironments(compiled, overlays, run.last?.units ?? []).filter((one) => isAsked(names, one));
  const added = await addedElsewhere(compiled, overlays, gone, project);
  const { environments, issues, neighbours } = await bothSides(compiled, gone, added, before, context);
  // which are traced is for all environments together to decide: see `wholeReview`
  const traced = shard === undefined ? undefined : Number.POSITIVE_INFINITY;
  await sourcesRead;
  const unchangedOnes = unchangedOf(run.last?.units ?? []);
  const review = await project.review(environments, before, traced, unchangedOnes, neighbours);
  await tidyUp(project.root);
  const tree = run.last === undefined ? project.tree : foldersIn(project.tree, compiled);
  const { changes, conflicts } = planOutput(compiled, run.names, tree);
  const isPlanned = compiled.base !== undefined;
  const holdsNone = overlays.length + known.size === 0 && committedEnvironments(before, []).length === 0;
  const result: DiffResult = {
    command: "diff",
    comparedWith: from.name,
    hasNoOverlays: from.commit !== undefined && holdsNone,
    environments: review.environments,
    options: compiled.environments.map(({ name, evaluation: { instances } }) => ({ name, instances })),
    issues: inOrder([...compiled.issues, ...unchanged.flatMap((one) => one.issues), ...issues]),
    // what is refused cannot be compiled: its errors say what to do
    stale: isPlanned && !compiled.issues.some(isError) ? [...changes.keys()] : [],
    edited: isPlanned ? [...new Set(conflicts.flatMap(({ location }) => location?.file ?? []))] : [],
  };
  if (shard === undefined) {
    const code = reportDiff(result, review, given, project, context);
    keepRefreshed(cache, last);
    return code;
  }
  await printPart(result, shard, from.commit, project, context);
  return reportDiff(result, review, { ...given, values: new Map() }, project, onStderr(context));
}

/** What a commit holds; git lists it while this process goes on. */
async function treeAt(commit: string | undefined, { root, folders, tree }: Project): Promise<CommittedTree> {
  if (commit === undefined) return asCommitted(treeOf(new Map()));
  return commitTree(root, commit, folders, tree, await listFilesMeanwhile(root, commit, folders));
}

/** Begins to read what affected environments were made of, which is asked for when causes are looked for. */
function readSources(before: CommittedTree, affected: readonly Unit[] = []): Promise<void> {
  const read = before.readAhead(affected.flatMap(({ sources }) => sources));
  // where something else fails first, nobody waits for it
  read.catch(() => {});
  return read;
}

const unknownCommit = "name a branch, tag or commit that `git log` knows; `git fetch` gets those of the remote.";

/** Those that the working tree certainly has no more: a file that fails may still hold them. */
function goneEnvironments(
  { base, names, unread }: Compiled,
  committed: readonly Environment[],
  unchanged: readonly Unit[],
): readonly Environment[] {
  if (base === undefined) return [];
  // of these it is known what they hold
  const known = new Set(unchanged.map(({ file }) => file));
  return committed.filter(({ name, file }) => !names.has(name) && (!unread.has(file) || known.has(file)));
}

/** The new environments of other parts: one that is gone here may be one of them, renamed. */
async function addedElsewhere(
  { base, evaluations = [], shard }: Compiled,
  committed: readonly Environment[],
  gone: readonly Environment[],
  project: Project,
): Promise<readonly BothSides[]> {
  if (base === undefined || !gone.some(({ name }) => isInShard(name, shard))) return [];
  const known = new Set(committed.map(({ name }) => name));
  const added = evaluations.filter(({ name }) => !known.has(name) && !isInShard(name, shard));
  return project.afterSides(added, base.evaluation);
}

/** Undefined where what the last run found is not enough, or not to be relied on. */
function cacheFor(given: Given, { root }: Project, context: Context): Cache | undefined {
  // the page shows the options of all environments
  const isWhole = given.args.length === 0 && !given.values.has("shard") && given.values.get("format") !== "html";
  return isWhole ? cacheOf(root, given, context) : undefined;
}

/** Where many files were read to see that they are as they were, the next run need not. */
function keepRefreshed(cache: Cache | undefined, last: LastRun | undefined): void {
  if (cache !== undefined && last?.refreshed !== undefined) writeRecord(cache.file, last.refreshed);
}

/** The review of environments that are as they are committed. */
function unchangedOf(units: readonly Unit[]): readonly EnvironmentChange[] {
  return units.slice(1).flatMap((unit) =>
    detailsOf(unit).environments.map(({ name, kubernetesVersion, requests }) => ({
      ...{ name, file: unit.file, status: "unchanged" as const, kubernetesVersion },
      ...{ changes: [], rollouts: [], notes: [], totals: { before: requests, after: requests } },
    })),
  );
}

/**
 * What is committed beside what was compiled; where the former cannot be told, an issue. Of a part it has only its own
 * environments, but which were renamed is told by all that are gone and new.
 */
async function bothSides(
  compiled: Compiled,
  gone: readonly Environment[],
  added: readonly BothSides[],
  before: CommittedTree,
  { progress }: Context,
): Promise<{
  readonly environments: readonly BothSides[];
  readonly issues: readonly Issue[];
  readonly neighbours: readonly Neighbour[];
}> {
  const committed = committedManifests(before, kustomize, compiled.committed);
  const environments: BothSides[] = [];
  const issues: Issue[] = [];
  const isOurs = ({ name }: Pick<Environment, "name">) => isInShard(name, compiled.shard);
  const own = compiled.environments.map(({ name, file, manifests, evaluation }) => ({
    ...{ name, file, evaluation },
    after: manifests,
  }));
  const after = [...own, ...added].sort((one, other) => (one.name < other.name ? -1 : 1));
  const all = [...after, ...gone.map(({ name, file }) => ({ name, file }))];
  const counted = counting(progress, "comparing", all.length);
  for (const one of all) {
    const old = counted(await committed(one.name));
    if ("issue" in old) issues.push(...(isOurs(one) ? [old.issue] : []));
    else environments.push({ ...one, ...(old.manifests === undefined ? {} : { before: old.manifests }) });
  }
  const reviewed = joinRenamed(environments).filter(isOurs);
  return { environments: reviewed, issues, neighbours: await neighboursOf(reviewed, before, committed) };
}

/** Few runs need it: it is loaded only for those. */
async function kustomize(): Promise<Kustomize> {
  const { findKustomize } = await import("../kustomize/find.ts");
  return findKustomize(packageRoot);
}
