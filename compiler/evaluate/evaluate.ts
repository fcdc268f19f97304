import type { Issue } from "../issue.ts";
import type { KnownRuns } from "../known-runs.ts";
import type { Outcome } from "./engine.ts";
import type { Environment, Evaluation, Instance, Source } from "./environment.ts";
import { locateExport } from "./exports.ts";
import { filesRun } from "./files-run.ts";
import { issuesOf, toldOnce } from "./issues.ts";
import { defaultLimits, type Limits, patience, patienceInFile, reduced } from "./limits.ts";
import { fileOf, idOf, languageOf, loadedModules, type Modules, modulesOf, type Trees } from "./modules.ts";
import type { Exported, Run } from "./run.ts";
import type { First } from "./sandbox.ts";

/** Evaluations of the environments without an issue, and all issues of the others. */
export interface Evaluated {
  readonly evaluations: readonly Evaluation[];
  /** What could be evaluated of environments with issues: options that could not be are left out. */
  readonly partial: readonly Evaluation[];
  /** All environments of the files that say what they hold: also those with issues, or not asked for. */
  readonly environments: readonly Environment[];
  readonly issues: readonly Issue[];
  /** What later runs can go by. */
  readonly found: KnownRuns;
}

/** Evaluates environments. */
export type Evaluate = (sources: readonly Source[]) => Promise<Evaluated>;

/** Evaluates environments in a sandbox, each on its own: one that fails or never ends takes nothing from the others. */
export async function evaluate(sources: readonly Source[], trees: Trees, limits?: Limits): Promise<Evaluated> {
  const { evaluate, end } = await startEvaluating(trees, limits);
  const evaluated = await evaluate(sources);
  end();
  return evaluated;
}

/** Evaluates lists of environments, until its engine is given back for other sandboxes. */
interface Evaluating {
  readonly evaluate: Evaluate;
  readonly end: () => void;
}

/** The same for several lists of environments: the sandbox is started, and modules are read, once for all. */
export async function startEvaluating(
  trees: Trees,
  limits: Limits = trees.limits ?? defaultLimits,
): Promise<Evaluating> {
  const modules = modulesOf(trees);
  const files = filesRun(modules, trees, limits, languageOf(trees));
  const exceeded = new Set<Outcome>();
  const exports = new Map<string, Exported>();
  let [done, total] = [0, 0];
  const run = async (environment: Environment, first: First, isBase = false): Promise<Run> => {
    const isReduced = exceeded.size >= patience;
    const own = isReduced ? reduced(limits) : limits;
    const mayBeKnown = environment.key === undefined && !isReduced;
    const { outcome, manifested } = mayBeKnown
      ? await files.comeKnown(environment, first, own, isBase)
      : await files.come(environment, first, own);
    if (outcome.kind === "limit") exceeded.add(outcome);
    done += 1;
    total += manifested?.keys.length ?? 0;
    trees.progress?.("evaluating", done, total);
    return { environment, outcome, manifested, trees, limits: own, isReduced, modules, exports };
  };
  // the base comes with every list
  const bases = new Map<string, Ran>();
  const known = new Set(trees.loaded === undefined ? [] : loadedModules(trees));
  const evaluateAll: Evaluate = async (sources) => {
    total += sources.length;
    const ran = new Map<Source, Ran>();
    for (const { first, members } of groupByImports(sources, modules, known)) {
      const isSaved = members.length > worthSaving;
      for (const source of members) {
        const file = bases.get(source.file) ?? (await runFile(source, { ids: first, isSaved }, run));
        if (source.single) bases.set(source.file, file);
        ran.set(source, file);
        exports.set(source.file, file.exported);
      }
    }
    const inOrder = sources.flatMap((source) => ran.get(source) ?? []);
    const evaluated = await finish(inOrder.flatMap(({ runs }) => runs));
    const skipped = await Promise.all(inOrder.map((one) => skippedIssues(one, modules)));
    return {
      ...evaluated,
      environments: inOrder.flatMap((one) => one.environments),
      issues: toldOnce([...evaluated.issues, ...skipped.flat()]),
      found: files.found(),
    };
  };
  return { evaluate: evaluateAll, end: files.end };
}

/** The runs of a file. */
interface Ran {
  readonly file: string;
  readonly exported: Exported;
  readonly environments: readonly Environment[];
  /** Of the environments that are asked for. */
  readonly runs: readonly Run[];
  /** How many of these were not run, since too many of the file exceeded their limits. */
  readonly skipped: number;
}

async function runFile(
  { name, file, only, single = false }: Source,
  first: First,
  run: (environment: Environment, first: First, isBase?: boolean) => Promise<Run>,
): Promise<Ran> {
  const isWanted = (one: Environment) => only === undefined || only.includes(one.name);
  const whole = await run({ name, file }, first, single);
  const { keys = [], instances = [] } = whole.manifested ?? {};
  if (keys.length === 0) {
    const environments = instances.length === 0 ? [] : [whole.environment];
    const exported = instances.length === 0 ? "failed" : instances.length === 1 ? "layer" : "list";
    return { file, exported, environments, runs: environments.every(isWanted) ? [whole] : [], skipped: 0 };
  }
  const environments = keys.map((key) => ({ name: `${name}/${key}`, file, key }));
  const wanted = environments.filter(isWanted);
  const runs: Run[] = [];
  const withFile = { ids: [...first.ids, idOf(file)], isSaved: wanted.length > worthSaving };
  // the file itself runs once; each of its environments goes on from there
  for (const one of wanted) {
    if (runs.filter(({ outcome }) => outcome.kind === "limit").length >= patienceInFile) break;
    runs.push(await run(one, withFile));
  }
  return { file, exported: single ? "failed" : "map", environments, runs, skipped: wanted.length - runs.length };
}

async function finish(runs: readonly Run[]): Promise<Pick<Evaluated, "evaluations" | "partial" | "issues">> {
  const evaluations: Evaluation[] = [];
  const partial: Evaluation[] = [];
  const issues: Issue[] = [];
  for (const run of runs) {
    const { instances = [], problems = [] } = run.manifested ?? {};
    const isSound = instances.length > 0 && problems.length === 0;
    if (instances.length > 0) (isSound ? evaluations : partial).push(evaluationOf(run, instances));
    if (!isSound) issues.push(...(await issuesOf(run)));
  }
  return { evaluations, partial, issues };
}

async function skippedIssues({ file, skipped }: Ran, modules: Modules): Promise<readonly Issue[]> {
  if (skipped === 0) return [];
  return [
    {
      code: "evaluate/limit",
      message: `${skipped.toLocaleString("en-US")} more environments of ${file} were not evaluated`,
      location: await locateExport(file, modules.sourceOf(idOf(file)) ?? "", undefined),
      why: `${patienceInFile} environments of this file used more than they may.`,
      hint: "Mend those first.",
    },
  ];
}

function evaluationOf({ environment, modules }: Run, instances: readonly Omit<Instance, "path">[]): Evaluation {
  return {
    ...environment,
    instances: instances.map((one, index) => ({ ...one, path: instances.length === 1 ? [] : [index] })),
    // what the language itself reads takes time to find, and few ask
    get reads() {
      return modules.readsOf(idOf(environment.file)).map(fileOf);
    },
    get ownReads() {
      return modules.ownReadsOf(idOf(environment.file)).map(fileOf);
    },
  };
}

interface Group {
  readonly first: readonly string[];
  readonly members: readonly Source[];
}

/** Environments that import the same modules in the same order: those are evaluated once for all of them. */
function groupByImports(sources: readonly Source[], modules: Modules, loaded: ReadonlySet<string>): readonly Group[] {
  const groups = new Map<string, Group & { readonly members: Source[] }>();
  for (const source of sources) {
    const first = modules.importsOf(idOf(source.file)).filter((id) => !loaded.has(id));
    const group = groups.get(first.join()) ?? { first, members: [] };
    group.members.push(source);
    groups.set(first.join(), group);
  }
  return [...groups.values()];
}

/** From how many members on it takes less time to save the memory in which all that they import is evaluated. */
const worthSaving = 8;
