import {
  baseFile,
  isAsked,
  leftOutIssues,
  leftOutSources,
  listEnvironments,
  nameIssues,
  selectSources,
  unknownName,
} from "./environments.ts";
import type { Environment, Evaluation, Source } from "./evaluate/environment.ts";
import { type Evaluate, evaluate, startEvaluating } from "./evaluate/evaluate.ts";
import { locateExport } from "./evaluate/exports.ts";
import type { Trees } from "./evaluate/modules.ts";
import type { Issue } from "./issue.ts";
import { type KnownRuns, nothingKnown } from "./known-runs.ts";

/** A repository's environments, evaluated. */
export interface Fleet {
  /** Undefined where it has issues. */
  readonly base: Evaluation | undefined;
  /** All others that were asked for, sorted by name; those with issues are left out. */
  readonly environments: readonly Evaluation[];
  /** What could be evaluated of those with issues: options that could not be are left out. */
  readonly partial: readonly Evaluation[];
  /** Names of all environments of the files that say what they hold: also those with issues, or not asked for. */
  readonly names: ReadonlySet<string>;
  /** The other environment files: not read, or failing. */
  readonly unread: ReadonlySet<string>;
  readonly issues: readonly Issue[];
  /** What later runs can go by. */
  readonly found: KnownRuns;
}

/**
 * Evaluates the base and the environments of the given names, all without one; the name of a file stands for all in it.
 * A name that no environment has is an issue, unless it had one in the `past`.
 */
export async function evaluateFleet(
  trees: Trees,
  names: readonly string[],
  past: readonly Environment[] = [],
): Promise<Fleet> {
  const { sources, issues: listed } = listEnvironments(trees.repository);
  const leftOut = leftOutSources(trees.repository);
  const issues = [...leftOutIssues(trees.repository, names), ...listed];
  const files = [...sources, ...leftOut].map(({ file }) => file);
  // all others import it: that it is missing is the root cause
  if (trees.repository.read(baseFile) === undefined) return { ...nothing, unread: new Set(files), issues };

  const { evaluate, end } = await startEvaluating(trees);
  const fleet = await evaluateSources(selectSources(sources, names), trees, evaluate, issues);
  end();
  const failing = sources.filter(({ file }) => fleet.unread.has(file) || !fleet.read.has(file));
  const unread = [...failing, ...leftOut];
  const isKnown = (name: string) => [...fleet.all, ...past].some((one) => isAsked([name], one));
  const mayBeThere = (name: string) => selectSources(unread, [name]).length > 0;
  const unknown = names.filter((name) => !isKnown(name) && !mayBeThere(name));
  return {
    ...fleet,
    unread: new Set(unread.map(({ file }) => file)),
    issues: [...fleet.issues, ...(await unknownNames(unknown, sources, trees))],
  };
}

const nothing = { base: undefined, environments: [], partial: [], names: new Set<string>(), found: nothingKnown };

/** What is known of a fleet when some of its files are evaluated. */
interface EvaluatedSources extends Fleet {
  /** All environments of the files that say what they hold. */
  readonly all: readonly Environment[];
  /** Those files. */
  readonly read: ReadonlySet<string>;
}

/** Evaluates the base and the environments of some files, of which `listed` are the issues of `listEnvironments`. */
export async function evaluateSources(
  sources: readonly Source[],
  trees: Trees,
  evaluate: Evaluate,
  listed: readonly Issue[] = [],
): Promise<EvaluatedSources> {
  const base = { name: "base", file: baseFile, single: true };
  const { evaluations, environments, ...evaluated } = await evaluate([base, ...sources]);
  const found = nameIssues(environments);
  const misnamed = await Promise.all(found.map((issue) => atKey(issue, environments, trees)));
  // of two files of one name the evaluation finds it again, and knows more
  misnamed.push(...listed.filter((one) => !found.some(({ message }) => message === one.message)));
  const refused = new Set(misnamed.map(({ environment }) => environment));
  const isSound = ({ name }: Evaluation) => !refused.has(name);
  const sound = evaluations.filter(isSound).sort((a, b) => (a.name < b.name ? -1 : 1));
  const read = new Set(environments.map(({ file }) => file));
  const failing = environments.filter(({ name }) => refused.has(name)).map(({ file }) => file);
  const unread = sources.filter(({ file }) => !read.has(file)).map(({ file }) => file);
  return {
    base: sound.find(({ name }) => name === base.name),
    environments: sound.filter(({ file }) => file !== baseFile),
    partial: [...evaluated.partial, ...evaluations.filter((one) => !isSound(one))],
    names: new Set(environments.map(({ name }) => name)),
    unread: new Set([...unread, ...failing]),
    issues: [...misnamed, ...evaluated.issues],
    found: evaluated.found,
    all: environments,
    read,
  };
}

/** Points an issue about the name of an environment to its key, where that is written, or else to the export. */
async function atKey(issue: Issue, environments: readonly Environment[], { repository }: Trees): Promise<Issue> {
  const { file = "" } = issue.location ?? {};
  const { key } = environments.findLast(({ name }) => name === issue.environment) ?? {};
  return { ...issue, location: await locateExport(file, repository.read(file) ?? "", key) };
}

async function unknownNames(
  unknown: readonly string[],
  sources: readonly Source[],
  trees: Trees,
): Promise<readonly Issue[]> {
  if (unknown.length === 0) return [];
  // what names there are can take the evaluation of all files: it is worth that only where one was mistyped
  const all = await evaluate(
    sources.map((source) => ({ ...source, only: [] })),
    trees,
  );
  const known = all.environments.map(({ name }) => name);
  return [...new Set(unknown)].map((name) => unknownName(name, known));
}
