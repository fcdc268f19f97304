import type { Compiled, CompiledEnvironment } from "./compiled.ts";
import type { Environment } from "./evaluate/environment.ts";
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

/** The same of environments that are evaluated. */
export async function compileFleet(
  fleet: Fleet,
  trees: Trees,
  applications: Applications,
  committed?: () => Promise<CommittedTree>,
  shard?: Shard,
): Promise<Compiled> {
  const isCompiled = ({ name }: Environment) => isInShard(name, shard);
  const environmentsOf = fleet.environments.filter(isCompiled);
  const all = fleet.base === undefined ? environmentsOf : [fleet.base, ...environmentsOf];
  const counted = counting(trees.progress, "compiling", all.length);
  const planned: Planned[] = [];
  let known: Known | undefined;
  for (const one of all) {
    const objects = counted(await planObjects(one, fleet.base, trees, applications, known));
    if (one === fleet.base) known = knownOf(objects, applications);
    planned.push(objects);
  }
  const partial = await Promise.all(
    fleet.partial.filter(isCompiled).map((one) => partialIssues(one, fleet.base, trees, applications)),
  );
  const valid = planned.filter((one) => !one.issues.some(isError));
  const base = valid.find(({ file }) => file === fleet.base?.file);
  const factored = base === undefined ? [] : valid.filter((one) => one !== base).map((one) => toOverlay(base, one));
  const compiledBase = base === undefined ? undefined : toBase(base, compilerVersion(trees.compiler));
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

function toOverlay(base: Planned, planned: Planned): Factored {
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
