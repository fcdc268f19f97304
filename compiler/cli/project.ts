import { zookeeperApplication } from "../../apps/zookeeper/application.ts";
import type { ScaleStep } from "../application.ts";
import type { compareEnvironments } from "../compare.ts";
import { compile } from "../compile.ts";
import type { CompiledPart, NextFile } from "../compile-parts.ts";
import type { Compiled, CompiledFiles } from "../compiled.ts";
import type { EnvironmentChange, Review } from "../environment-change.ts";
import { deliveryFile, isAsked, leftOutIssues, listEnvironments, listSources } from "../environments.ts";
import type { Environment, Evaluation, Source } from "../evaluate/environment.ts";
import type { Trees } from "../evaluate/modules.ts";
import type { Explained } from "../explain.ts";
import type { ImportSource } from "../import/sources.ts";
import type { Imported } from "../import.ts";
import { type Issue, isError } from "../issue.ts";
import type { KnownRuns } from "../known-runs.ts";
import type { newEnvironment } from "../new.ts";
import { type Applications, planObjects } from "../objects.ts";
import { renderIssues } from "../report/issues.ts";
import { type Recording, recording } from "../repository/recording.ts";
import { leftOutFiles } from "../repository/sparse.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { BothSides, Neighbour } from "../review.ts";
import type { editStep, planScaling, Scaling } from "../scale.ts";
import type { setOptions } from "../set.ts";
import { isInShard, type Shard } from "../shard/shard.ts";
import { withSharedObjects } from "../shared-objects.ts";
import { type CommittedTree, editedTree, type Files, type Tree } from "../tree.ts";
import { outputFolders } from "../write/output-folders.ts";
import { planWrite, type WritePlan } from "../write/plan.ts";
import { type Ownership, sourceOf } from "../write/seal.ts";
import type { Given } from "./command.ts";
import type { Context } from "./context.ts";
import { findRoot } from "./find-root.ts";
import { bundledLanguage } from "./language-memory.ts";
import { parseLimits } from "./limits.ts";
import { packageRoot } from "./package-root.ts";
import { sourcesIn } from "./sources-in.ts";

/** All applications that environments can be of. */
export const applications: Applications = new Map([[zookeeperApplication.name, zookeeperApplication]]);

/** The user's repository. */
export interface Project {
  /** Absolute path of the folder that holds environments/. */
  readonly root: string;
  readonly tree: Recording;
  /** What the compiler's own files are called here: `overlayer/` and their path, or the path where both are one. */
  readonly packagePrefix: "overlayer/" | "";
  /** The text of a source file, of the repository or of the compiler. */
  source(file: string): string | undefined;
  /** The environment files that there are, without the base. */
  environments(): readonly Source[];
  /** What is wrong with the environment files before they are read, such as their names. */
  listingIssues(): readonly Issue[];
  /** Evaluates, validates and factors the working tree in memory: see compiler/compile.ts. */
  compile(
    names: readonly string[],
    past?: readonly Environment[],
    committed?: () => Promise<CommittedTree>,
    shard?: Shard,
  ): Promise<Compiled>;
  /** The same of many environment files, without their objects: see compiler/compile-parts.ts. */
  compileGroups(
    sources: readonly Source[],
    nextFile: NextFile,
    committed: () => Promise<CommittedTree>,
    begun: (known: KnownRuns) => void,
    tell: (part: CompiledPart) => void,
  ): Promise<boolean>;
  /** Adds what concerns all environments: the files of delivery.ts, and which would overwrite each other. */
  finish<One extends CompiledFiles>(compiled: Compiled<One>): Promise<Compiled<One>>;
  /** What environments are to have that were evaluated and not compiled; those that have errors are left out. */
  afterSides(evaluations: readonly Evaluation[], base: Evaluation): Promise<readonly BothSides[]>;
  /** Folders of the repository from which a run reads most of its files. */
  readonly folders: readonly string[];
  /** Reviews environments against a commit's tree: see compiler/review.ts. */
  review(
    environments: readonly BothSides[],
    before: Tree,
    traced?: number,
    unchanged?: readonly EnvironmentChange[],
    neighbours?: readonly Neighbour[],
  ): Promise<Review>;
  /** Plans the way from the committed output to another number of servers: see compiler/scale.ts. */
  planScaling(name: string, to: number, committed: Tree): ReturnType<typeof planScaling>;
  /** The environment's file with a step of that way in it. */
  editStep(scaling: Scaling, step: ScaleStep): ReturnType<typeof editStep>;
  /** The environment files with options set that words name: see compiler/set.ts. */
  setOptions(words: readonly string[], unset: boolean): ReturnType<typeof setOptions>;
  /** The files of a new environment with the layers of another: see compiler/new.ts. */
  newEnvironment(name: string, from: string): ReturnType<typeof newEnvironment>;
  /** Makes environment files of what runs today: see compiler/import.ts. */
  importEnvironments(sources: readonly ImportSource[]): Promise<Imported>;
  /** Compares environments with each other: see compiler/compare.ts. */
  compare(names: readonly string[]): ReturnType<typeof compareEnvironments>;
  /** Explains options or a field of one environment, or of the base by that name: see compiler/explain.ts. */
  explain(name: string, subject: readonly string[]): Promise<Explained>;
}

/**
 * Finds the repository around the folder that the command was started in; `values` are the command's, for --limits.
 * Files that are `edited` are read as given and not from disk. `known` is of runs before.
 */
export function openProject(
  values: Given["values"],
  context: Context,
  edited: Files = new Map(),
  known?: KnownRuns,
): Project {
  const root = findRoot(context.directory);
  let leftOut: readonly string[] | undefined;
  const sparse = {
    ...workingTree(root),
    leftOut: () => {
      leftOut ??= leftOutFiles(root, ["environments", deliveryFile]);
      return leftOut;
    },
  };
  const tree = recording(root, editedTree(sparse, edited), outputFolders);
  const limits = parseLimits(values.get("limits") ?? "");
  const trees = {
    repository: tree,
    ...(root === packageRoot
      ? { compiler: tree }
      : { compiler: workingTree(packageRoot), ...(context.language ?? bundledLanguage)() }),
    ...(limits === undefined ? {} : { limits }),
    ...(known === undefined ? {} : { known }),
    ...(context.progress === undefined ? {} : { progress: context.progress }),
  };
  let sources: ReturnType<typeof listSources> | undefined;
  const finish = async <One extends CompiledFiles>(compiled: Compiled<One>) => {
    if (tree.read(deliveryFile) === undefined) return withSharedObjects(compiled, trees);
    return (await import("./delivery.ts")).deliver(compiled, trees);
  };
  return {
    root,
    tree,
    packagePrefix: root === packageRoot ? "" : "overlayer/",
    source: sourcesIn(tree, trees.compiler),
    environments: () => {
      sources ??= listSources(tree);
      return sources;
    },
    listingIssues: () => [...leftOutIssues(tree, []), ...listEnvironments(tree).issues],
    folders: [...outputFolders, "environments", ...(root === packageRoot ? ["apps", "compiler"] : [])],
    // what few commands need is loaded only for those
    review: async (environments, before, ...others) => {
      const { review } = await import("../review.ts");
      return review(environments, applications, { before: atCommit(trees, before), after: trees }, ...others);
    },
    compile: async (names, past, committed, shard) =>
      finish(await compile(trees, applications, names, past, committed, shard)),
    compileGroups: async (sources, nextFile, committed, ...told) =>
      (await import("../compile-parts.ts")).compileGroups(sources, nextFile, trees, applications, committed, ...told),
    finish,
    afterSides: async (evaluations, base) => {
      const planned = await Promise.all(evaluations.map((one) => planObjects(one, base, trees, applications)));
      const sound = planned.filter(({ issues }) => !issues.some(isError));
      return sound.map(({ name, file, manifests }) => ({ name, file, after: manifests }));
    },
    planScaling: async (name, to, committed) =>
      (await import("../scale.ts")).planScaling(name, to, trees, applications, committed),
    editStep: async (scaling, step) => (await import("../scale.ts")).editStep(scaling, step, trees),
    setOptions: async (words, unset) => (await import("../set.ts")).setOptions(words, unset, trees, applications),
    newEnvironment: async (name, from) => (await import("../new.ts")).newEnvironment(name, from, trees),
    importEnvironments: async (sources) =>
      (await import("../import.ts")).importEnvironments(sources, zookeeperApplication, trees),
    compare: async (names) => (await import("../compare.ts")).compareEnvironments(names, trees, applications),
    explain: async (name, subject) => (await import("../explain.ts")).explain(name, subject, trees, applications),
  };
}

/** The trees of which a commit's own is the repository, and the compiler where it holds that too. */
function atCommit(trees: Trees, before: Tree): Trees {
  const { known: _, ...others } = trees;
  return { ...others, repository: before, compiler: trees.compiler === trees.repository ? before : trees.compiler };
}

/** Prints issues with their source lines to stderr. */
export function reportIssues(issues: readonly Issue[], project: Project, context: Context): void {
  context.stderr(renderIssues(issues, project.source, context));
}

/** All files of what was compiled. */
export function filesOf({ base, environments }: Compiled<CompiledFiles>): Files {
  const files = new Map<string, string>();
  for (const one of [base, ...environments]) for (const [path, text] of one?.files ?? []) files.set(path, text);
  return files;
}

/**
 * What writing would do to a tree. Files of environments that failed, or were not among the `names`, are left;
 * `yielding` is that of `planWrite`.
 */
export function planOutput(
  compiled: Compiled<CompiledFiles>,
  names: readonly string[],
  tree: Tree,
  yielding?: ReadonlySet<Ownership>,
): WritePlan {
  const compiledNames = new Set(compiled.environments.map(({ name }) => name));
  const isLeft = (path: string) => {
    const name = environmentOf(path);
    const file = sourceOf(tree.read(path) ?? "") ?? "";
    if (file === deliveryFile && compiled.unread.has(file)) return true;
    if (name !== undefined && !(isAsked(names, { name, file }) && isInShard(name, compiled.shard))) return true;
    return name !== undefined && compiled.names.has(name) ? !compiledNames.has(name) : compiled.unread.has(file);
  };
  return planWrite(filesOf(compiled), tree, (path) => !isLeft(path), yielding);
}

/** The environment that a generated file belongs to, by the folder that it is in. */
function environmentOf(path: string): string | undefined {
  return /^(?:overlays|delivery\/[^/]+)\/(.+)\/[^/]+$/.exec(path)?.[1];
}
