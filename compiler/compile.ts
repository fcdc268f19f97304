import type { Environment, Evaluation } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { factor } from "./factor/factor.ts";
import { baseFiles, overlayFiles } from "./factor/files.ts";
import type { Overlay } from "./factor/overlay.ts";
import { evaluateFleet, type Fleet } from "./fleet.ts";
import { errorsFirst, type Issue, isError } from "./issue.ts";
import type { judgeChanges } from "./judge.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { type Applications, inEnvironment, type Planned, partialIssues, planObjects } from "./objects.ts";
import type { Render } from "./render/render.ts";
import type { CommittedOverlays } from "./render-committed.ts";
import type { CommittedTree, Files } from "./tree.ts";
import { sealFile } from "./write/seal.ts";
import { compilerVersion, withVersion } from "./write/version.ts";

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
  /** Renders what is committed; absent where that was not asked for, or the base has errors. */
  readonly committed?: Render;
}

/**
 * The table of contents: environments/*.ts → options → objects → base and overlays. Writes nothing. `names` and `past`
 * are those of `evaluateFleet`. With `committed`, rules about changes judge the way from what that tree has.
 */
export async function compile(
  trees: Trees,
  applications: Applications,
  names: readonly string[],
  past?: readonly Environment[],
  committed?: () => Promise<CommittedTree>,
): Promise<Compiled> {
  const fleet = await evaluateFleet(trees, names, past);
  const all = fleet.base === undefined ? fleet.environments : [fleet.base, ...fleet.environments];
  const planned = await Promise.all(all.map((one) => planObjects(one, fleet.base, trees, applications)));
  const partial = await Promise.all(fleet.partial.map((one) => partialIssues(one, fleet.base, trees, applications)));
  const valid = planned.filter((one) => !one.issues.some(isError));
  const base = valid.find(({ file }) => file === fleet.base?.file);
  const factored = base === undefined ? [] : valid.filter((one) => one !== base).map((one) => toOverlay(base, one));
  const compiledBase = base === undefined ? undefined : toBase(base, compilerVersion(trees.compiler));
  const environments = factored.flatMap((one) => one.environment ?? []);
  const before = compiledBase && (await renderBefore(compiledBase, environments, await committed?.()));
  const judged = before === undefined ? [] : await judge(environments, planned, before);
  const found = [...planned, ...factored].flatMap((one) => one.issues);
  const issues = [...fleet.issues, ...partial.flat(), ...found, ...judged];
  return {
    base: compiledBase,
    environments,
    names: fleet.names,
    unread: fleet.unread,
    issues: errorsFirst(oneRootCause(issues)),
    ...(before === undefined ? {} : { committed: before.render }),
  };
}

// what few runs need is loaded only for those

async function renderBefore(
  base: CompiledEnvironment,
  environments: readonly CompiledEnvironment[],
  committed: CommittedTree | undefined,
): Promise<CommittedOverlays | undefined> {
  if (committed === undefined || committed.files("overlays").length === 0) return undefined;
  return (await import("./render-committed.ts")).renderCommitted(committed, base, environments);
}

async function judge(...change: Parameters<typeof judgeChanges>): Promise<readonly Issue[]> {
  return (await import("./judge.ts")).judgeChanges(...change);
}

/** An error in a shared file shows up in every environment; it is one error, of the first of them. */
function oneRootCause(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>();
  return issues.filter(({ code, message, location }) => {
    const key = JSON.stringify([code, message, location]);
    return !seen.has(key) && seen.add(key);
  });
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
