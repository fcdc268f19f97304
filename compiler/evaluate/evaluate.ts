import type { Issue } from "../issue.ts";
import type { Environment, Evaluation, Instance, Source } from "./environment.ts";
import { issuesOf, mergeIssues } from "./issues.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { parseManifested } from "./manifested.ts";
import { compilerId, entryOf, fileOf, idOf, type Modules, modulesOf, type Trees } from "./modules.ts";
import type { Run } from "./run.ts";
import { startSandbox } from "./sandbox.ts";

/** Evaluations of the environments without an issue, and all issues of the others. */
export interface Evaluated {
  readonly evaluations: readonly Evaluation[];
  /** All environments of the files that say what they hold: also those with issues, or not asked for. */
  readonly environments: readonly Environment[];
  readonly issues: readonly Issue[];
}

/** Evaluates environments in a sandbox, each on its own: one that fails or never ends takes nothing from the others. */
export async function evaluate(
  sources: readonly Source[],
  trees: Trees,
  limits: Limits = trees.limits ?? defaultLimits,
): Promise<Evaluated> {
  const modules = modulesOf(trees);
  const manifest = compilerId(trees, "compiler/language/manifest.ts");
  const sandbox = await startSandbox(modules, limits, manifest);
  const run = async (environment: Environment, first: readonly string[]): Promise<Run> => {
    const outcome = await sandbox.run(entryOf(manifest, "manifest", environment), first);
    const manifested = outcome.kind === "text" ? parseManifested(outcome.text) : undefined;
    return { environment, outcome, manifested, trees, limits, modules };
  };
  const evaluated = new Map<Source, Evaluated>();
  for (const { first, members } of groupByImports(sources, modules)) {
    for (const source of members) evaluated.set(source, await evaluateFile(source, first, run));
  }
  const inOrder = sources.flatMap((source) => evaluated.get(source) ?? []);
  return {
    evaluations: inOrder.flatMap((one) => one.evaluations),
    environments: inOrder.flatMap((one) => one.environments),
    issues: mergeIssues(inOrder.flatMap((one) => one.issues)),
  };
}

async function evaluateFile(
  { name, file, only }: Source,
  first: readonly string[],
  run: (environment: Environment, first: readonly string[]) => Promise<Run>,
): Promise<Evaluated> {
  const isWanted = (one: Environment) => only === undefined || only.includes(one.name);
  const whole = await run({ name, file }, first);
  const { keys = [], instances = [] } = whole.manifested ?? {};
  if (keys.length === 0) {
    const environments = instances.length === 0 ? [] : [whole.environment];
    return { ...(await finish(environments.every(isWanted) ? [whole] : [])), environments };
  }
  const environments = keys.map((key) => ({ name: `${name}/${key}`, file, key }));
  const runs: Run[] = [];
  // the file itself runs once; each of its environments goes on from there
  for (const one of environments.filter(isWanted)) runs.push(await run(one, [idOf(file)]));
  return { ...(await finish(runs)), environments };
}

async function finish(runs: readonly Run[]): Promise<Pick<Evaluated, "evaluations" | "issues">> {
  const evaluations: Evaluation[] = [];
  const issues: Issue[] = [];
  for (const run of runs) {
    const { instances = [], problems = [] } = run.manifested ?? {};
    if (instances.length > 0 && problems.length === 0) evaluations.push(evaluationOf(run, instances));
    else issues.push(...(await issuesOf(run)));
  }
  return { evaluations, issues };
}

function evaluationOf({ environment, modules }: Run, instances: readonly Omit<Instance, "path">[]): Evaluation {
  return {
    ...environment,
    instances: instances.map((one, index) => ({ ...one, path: instances.length === 1 ? [] : [index] })),
    reads: modules.readsOf(idOf(environment.file)).map(fileOf),
  };
}

interface Group {
  readonly first: readonly string[];
  readonly members: readonly Source[];
}

/** Environments that import the same modules in the same order: those can be evaluated once for all of them. */
function groupByImports(sources: readonly Source[], modules: Modules): readonly Group[] {
  const groups = new Map<string, Source[]>();
  for (const source of sources) {
    const imports = JSON.stringify(modules.importsOf(idOf(source.file)));
    const group = groups.get(imports);
    if (group === undefined) groups.set(imports, [source]);
    else group.push(source);
  }
  return [...groups].map(([imports, members]) => ({ first: members.length > 1 ? JSON.parse(imports) : [], members }));
}
