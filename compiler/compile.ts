import type { Application } from "./application.ts";
import { baseFile, listEnvironments, selectSources } from "./environments.ts";
import { type Evaluation, evaluate, type Source } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { type Trace, trace } from "./evaluate/trace.ts";
import { factor } from "./factor/factor.ts";
import { baseFiles, overlayFiles } from "./factor/files.ts";
import { unrepresentable } from "./factor/representable.ts";
import type { Issue } from "./issue.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import type { Files } from "./tree.ts";
import type { OptionIssue } from "./validate/option-issue.ts";
import { validate } from "./validate/validate.ts";
import { sealFile } from "./write/seal.ts";

/** The base or one environment, compiled. */
export interface CompiledEnvironment extends Source {
  /** `base` or `overlays/<name>`. */
  readonly directory: string;
  /** Its Kubernetes objects, in the order in which they are applied. */
  readonly manifests: readonly Manifest[];
  /** All files of its directory. */
  readonly files: Files;
}

/** What a run knows before it writes anything. With issues, the environments are those that are sound. */
export interface Compiled {
  /** Undefined where the base itself has issues; there are no environments then. */
  readonly base: CompiledEnvironment | undefined;
  /** Sorted by name. */
  readonly environments: readonly CompiledEnvironment[];
  /** All environment files of the repository, the ones that were not asked for too. */
  readonly sources: readonly Source[];
  readonly issues: readonly Issue[];
}

/** The applications that an environment can be of, by name. */
export type Applications = ReadonlyMap<string, Application>;

/** The table of contents: environments/*.ts → options → objects → base and overlays. Writes nothing. */
export async function compile(trees: Trees, applications: Applications, names: readonly string[]): Promise<Compiled> {
  const listed = listEnvironments(trees.repository);
  const selected = selectSources(listed.sources, names);
  const listing = [...listed.issues, ...selected.issues];
  const none = { base: undefined, environments: [], sources: listed.sources };
  if (listing.length > 0) return { ...none, issues: listing };

  const evaluated = await evaluate([{ name: baseName, file: baseFile }, ...selected.sources], trees);
  const sound = evaluated.evaluations.find((one) => one.name === baseName);
  const planned = await Promise.all(evaluated.evaluations.map((one) => plan(one, sound, trees, applications)));
  const valid = planned.filter((one) => one.issues.length === 0);
  const base = valid.find((one) => one.name === baseName);
  const factored = base === undefined ? [] : valid.filter((one) => one !== base).map((one) => toOverlay(base, one));
  const issues = [
    ...evaluated.issues,
    ...planned.flatMap((one) => one.issues),
    ...factored.flatMap((one) => one.issues),
  ];
  return {
    base: base === undefined ? undefined : toBase(base),
    environments: factored.flatMap((one) => one.environment ?? []),
    sources: listed.sources,
    issues: oneRootCause(issues),
  };
}

const baseName = "base";

interface Planned extends Source {
  readonly manifests: readonly Manifest[];
  readonly issues: readonly Issue[];
}

async function plan(
  evaluation: Evaluation,
  base: Evaluation | undefined,
  trees: Trees,
  applications: Applications,
): Promise<Planned> {
  const { name, file } = evaluation;
  const application = applications.get(evaluation.application);
  if (application === undefined) {
    const message = `there is no application ${JSON.stringify(evaluation.application)}`;
    const hint = `known are ${[...applications.keys()].join(", ")}.`;
    return {
      name,
      file,
      manifests: [],
      issues: [{ code: "environment/application", message, hint, environment: name }],
    };
  }
  const result = validate(application, evaluation.options, base?.options);
  if ("options" in result) {
    const manifests = application.manifests(result.options);
    return { name, file, manifests, issues: inEnvironment(unrepresentable(manifests), evaluation) };
  }
  const traced = await trace(evaluation, trees);
  return { name, file, manifests: [], issues: result.issues.map((issue) => located(issue, evaluation, traced)) };
}

/** Points an issue to the line that set the option, and to those that it overrode. */
function located({ path, involves = [], place, ...issue }: OptionIssue, source: Source, traced: Trace): Issue {
  const all = [path, ...involves].map((one) => traced.where(one));
  // of several options that do not fit together, the one to mend is the one that the environment itself sets
  const mended =
    all.find(({ set }) => set?.key.file === source.file) ?? all.find((one) => one.overrode.length > 0) ?? all[0];
  const others = all.filter((one) => one !== mended).flatMap(({ set }) => set ?? []);
  return {
    ...issue,
    environment: source.name,
    location: mended?.set?.[place] ?? { file: source.file, line: 1, column: 1 },
    related: [
      ...(mended?.overrode ?? []).map((one) => ({ message: "it overrides this line", location: one[place] })),
      ...others.map((one) => ({ message: "it does not fit this line", location: one.value })),
    ],
  };
}

/** An error in a shared file shows up in every environment; it is one error, of the first of them. */
function oneRootCause(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>();
  return issues.filter(({ code, message, location }) => {
    const key = JSON.stringify([code, message, location]);
    return !seen.has(key) && seen.add(key);
  });
}

/** Issues of an environment's objects as a whole have no line of their own: its file stands for it. */
function inEnvironment(issues: readonly Issue[], { name, file }: Source): readonly Issue[] {
  return issues.map((issue) => ({ location: { file, line: 1, column: 1 }, ...issue, environment: name }));
}

function toBase({ name, file, manifests }: Planned): CompiledEnvironment {
  return { name, file, directory: "base", manifests, files: sealed(file, baseFiles(manifests)) };
}

interface Factored {
  readonly environment?: CompiledEnvironment;
  readonly issues: readonly Issue[];
}

function toOverlay(base: Planned, { name, file, manifests }: Planned): Factored {
  const directory = `overlays/${name}`;
  const result = factor(base.manifests, manifests);
  if ("issues" in result) return { issues: inEnvironment(result.issues, { name, file }) };
  const files = sealed(file, overlayFiles(directory, result.overlay));
  return { environment: { name, file, directory, manifests, files }, issues: [] };
}

function sealed(file: string, bodies: Files): Files {
  return new Map([...bodies].map(([path, body]) => [path, sealFile(file, body)]));
}
