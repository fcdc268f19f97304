import type { Compiled, CompiledEnvironment } from "./compiled.ts";
import type { Environment, Evaluation } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { factor } from "./factor/factor.ts";
import { baseFiles, overlayFiles } from "./factor/files.ts";
import { evaluateFleet, type Fleet } from "./fleet.ts";
import { requestsOf } from "./impact/requests.ts";
import { type Issue, inOrder, isError } from "./issue.ts";
import type { judgeChanges } from "./judge.ts";
import { type Known, knownOf } from "./known.ts";
import { namespaceOf } from "./kubernetes/identity.ts";
import { type Applications, inEnvironment, type Planned, partialIssues, planObjects } from "./objects.ts";
import { placed, placesOf } from "./places.ts";
import { counting } from "./progress.ts";
import type { CommittedOverlays } from "./render-committed.ts";
import { isInShard, type Shard } from "./shard/shard.ts";
import { targetedVersion } from "./targeted-version.ts";
import type { CommittedTree, Files } from "./tree.ts";
import { sealFile } from "./write/seal.ts";
import { compilerVersion, versionFile, withVersion } from "./write/version.ts";

/**
 * The table of contents: environments/*.ts → options → objects → base and overlays. Writes nothing. `names` and `past`
 * are those of `evaluateFleet`. With `committed`, rules about changes judge the way from what that tree has. All
 * environments are evaluated, as only that tells which there are; with a `shard` only those of that part are compiled.
 */
export async function compile(
  trees: Trees,
  applications: Applications,
  names: readonly string[],
  past?: readonly Environment[],
  committed?: () => Promise<CommittedTree>,
  shard?: Shard,
): Promise<Compiled> {
  return compileFleet(await evaluateFleet(trees, names, past), trees, applications, committed, shard);
}

/** The base with all that is made of it, once for all environments. */
export interface PlannedBase {
  readonly planned: Planned;
  readonly known: Known | undefined;
  /** Absent where it has errors. */
  readonly compiled?: CompiledEnvironment;
}

/** Plans the base of a fleet, which several groups of its environments can be compiled on. */
export async function planBase(
  base: Evaluation | undefined,
  trees: Trees,
  applications: Applications,
): Promise<PlannedBase | undefined> {
  if (base === undefined) return undefined;
  const planned = await planObjects(base, base, trees, applications);
  const known = knownOf(planned, applications);
  if (planned.issues.some(isError)) return { planned, known };
  return { planned, known, compiled: toBase(planned, compilerVersion(trees.compiler)) };
}

/** The same of environments that are evaluated; `plannedBase` where their base is planned already. */
export async function compileFleet(
  fleet: Fleet,
  trees: Trees,
  applications: Applications,
  committed?: () => Promise<CommittedTree>,
  shard?: Shard,
  plannedBase?: PlannedBase,
): Promise<Compiled> {
  const isCompiled = ({ name }: Environment) => isInShard(name, shard);
  const environmentsOf = fleet.environments.filter(isCompiled);
  const counted = counting(trees.progress, "compiling", environmentsOf.length);
  const base = plannedBase ?? (await planBase(fleet.base, trees, applications));
  const overlays: Planned[] = [];
  for (const one of environmentsOf)
    overlays.push(counted(await planObjects(one, fleet.base, trees, applications, base?.known)));
  const partial = await Promise.all(
    fleet.partial.filter(isCompiled).map((one) => partialIssues(one, fleet.base, trees, applications)),
  );
  const planned = base === undefined ? overlays : [base.planned, ...overlays];
  const valid = overlays.filter((one) => !one.issues.some(isError));
  const compiledBase = base?.compiled;
  const factored = compiledBase === undefined ? [] : valid.map((one) => toOverlay(compiledBase, one));
  const environments = factored.flatMap((one) => one.environment ?? []);
  const before = compiledBase && (await renderBefore(compiledBase, environments, await committed?.()));
  const isGone = ({ name, file }: Environment) => !fleet.names.has(name) && !fleet.unread.has(file);
  const judged = before === undefined ? [] : await judge(environments, planned, before, isGone);
  const found = [...planned, ...factored].flatMap((one) => one.issues);
  const issues = [...fleet.issues, ...partial.flat(), ...found, ...judged];
  return {
    base: compiledBase,
    environments,
    evaluated: fleet.environments.map(placed),
    evaluations: fleet.environments,
    names: fleet.names,
    unread: fleet.unread,
    found: fleet.found,
    issues: inOrder(issues),
    warnings: groupByEnvironment(issues),
    sharedReads: fleet.base?.ownReads ?? [],
    shard,
    ...(before === undefined ? {} : { committed: before.render }),
  };
}

// what few runs need is loaded only for those

async function renderBefore(
  base: CompiledEnvironment,
  environments: readonly CompiledEnvironment[],
  committed: CommittedTree | undefined,
): Promise<CommittedOverlays | undefined> {
  if (committed === undefined || committed.read(versionFile) === undefined) return undefined;
  return (await import("./render-committed.ts")).renderCommitted(committed, base, environments);
}

async function judge(...change: Parameters<typeof judgeChanges>): Promise<readonly Issue[]> {
  return (await import("./judge.ts")).judgeChanges(...change);
}

function groupByEnvironment(issues: readonly Issue[]): ReadonlyMap<string, readonly Issue[]> {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const { environment = "" } = issue;
    groups.set(environment, [...(groups.get(environment) ?? []), issue]);
  }
  return groups;
}

function toBase(planned: Planned, version: string): CompiledEnvironment {
  const files = sealed(planned.file, withVersion(version, baseFiles(planned.manifests)));
  return compiledTo("base", files, planned);
}

function compiledTo(directory: string, files: Files, { manifests, evaluation }: Planned): CompiledEnvironment {
  const { name, file, key, ownReads } = evaluation;
  return {
    ...{ name, file, ...(key === undefined ? {} : { key }), directory, files, manifests, evaluation },
    reads: ownReads,
    places: placesOf(placed(evaluation)),
    objects: manifests.length,
    namespace: manifests.map(namespaceOf).find((one) => one !== undefined) ?? "default",
    kubernetesVersion: targetedVersion(evaluation),
    requests: requestsOf(manifests),
  };
}

interface Factored {
  readonly environment?: CompiledEnvironment;
  readonly issues: readonly Issue[];
}

function toOverlay(base: CompiledEnvironment, planned: Planned): Factored {
  const directory = `overlays/${planned.name}`;
  const result = factor(base.manifests, planned.manifests);
  if ("issues" in result) return { issues: inEnvironment(result.issues, planned) };
  const { overlay } = result;
  const files = sealed(planned.file, overlayFiles(directory, overlay));
  return { environment: { ...compiledTo(directory, files, planned), overlay }, issues: [] };
}

function sealed(file: string, bodies: Files): Files {
  return new Map([...bodies].map(([path, body]) => [path, sealFile(file, body)]));
}
