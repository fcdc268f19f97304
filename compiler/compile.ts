import type { Environment, Evaluation } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { factor } from "./factor/factor.ts";
import { baseFiles, overlayFiles } from "./factor/files.ts";
import type { Overlay } from "./factor/overlay.ts";
import { evaluateFleet, type Fleet } from "./fleet.ts";
import { type Issue, inOrder, isError } from "./issue.ts";
import type { judgeChanges } from "./judge.ts";
import { type Known, knownOf } from "./known.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { type Applications, inEnvironment, type Planned, partialIssues, planObjects } from "./objects.ts";
import { counting } from "./progress.ts";
import type { Render } from "./render/render.ts";
import type { CommittedOverlays } from "./render-committed.ts";
import { isInShard, type Shard } from "./shard/shard.ts";
import type { CommittedTree, Files } from "./tree.ts";
import { sealFile } from "./write/seal.ts";
import { compilerVersion, versionFile, withVersion } from "./write/version.ts";

/** The base or one environment, compiled. */
export interface CompiledEnvironment {
  readonly name: string;
  /** Its environment file. */
  readonly file: string;
  /** `base` or `overlays/<name>`. */
  readonly directory: string;
  /** Its Kubernetes objects, in the order in which they are applied. */
  readonly manifests: readonly Manifest[];
  /** All files of its directory. */
  readonly files: Files;
  /** What its files say, of an environment; undefined for the base, whose files say its objects. */
  readonly overlay?: Overlay;
  /** Its options as they were evaluated. */
  readonly evaluation: Evaluation;
}

/** What a run knows before it writes anything. With errors, the environments are those that are sound. */
export interface Compiled extends Pick<Fleet, "names" | "unread" | "issues"> {
  /** Undefined where the base itself has errors; there are no environments then. */
  readonly base: CompiledEnvironment | undefined;
  /** Sorted by name. */
  readonly environments: readonly CompiledEnvironment[];
  /** All that could be evaluated of those that were asked for, sorted by name: also what is in no shard, or has errors. */
  readonly evaluated: readonly Evaluation[];
  /** What keeps no environment from being compiled, by its name: all of it, where `issues` tells a cause once. */
  readonly warnings: ReadonlyMap<string, readonly Issue[]>;
  /** Paths of the repository's files that all environments depend on. */
  readonly sharedReads: readonly string[];
  /** The part of all environments that was compiled; absent where all were. */
  readonly shard: Shard | undefined;
  /** Renders what is committed; absent where that was not asked for, or the base has errors. */
  readonly committed?: Render;
}

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
  const fleet = await evaluateFleet(trees, names, past);
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
    evaluated: fleet.environments,
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

function toBase({ name, file, manifests, evaluation }: Planned, version: string): CompiledEnvironment {
  const files = sealed(file, withVersion(version, baseFiles(manifests)));
  return { name, file, directory: "base", manifests, files, evaluation };
}

interface Factored {
  readonly environment?: CompiledEnvironment;
  readonly issues: readonly Issue[];
}

function toOverlay(base: Planned, { name, file, manifests, evaluation }: Planned): Factored {
  const directory = `overlays/${name}`;
  const result = factor(base.manifests, manifests);
  if ("issues" in result) return { issues: inEnvironment(result.issues, { name, file }) };
  const files = sealed(file, overlayFiles(directory, result.overlay));
  return { environment: { name, file, directory, manifests, files, overlay: result.overlay, evaluation }, issues: [] };
}

function sealed(file: string, bodies: Files): Files {
  return new Map([...bodies].map(([path, body]) => [path, sealFile(file, body)]));
}
