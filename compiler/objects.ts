import type { Application, Change, OptionPath } from "./application.ts";
import { constantAt } from "./evaluate/constant.ts";
import type { Environment, Evaluation, Instance } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { type Trace, trace } from "./evaluate/trace.ts";
import { unrepresentable } from "./factor/representable.ts";
import { type Issue, isError, type Location } from "./issue.ts";
import type { Known } from "./known.ts";
import { loadApi } from "./kubernetes/api/load-api.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { type Like, likeMoved, shared } from "./kubernetes/shared.ts";
import { locatedLoss, lossIn } from "./located-loss.ts";
import { customizationIssues } from "./validate/customization-issues.ts";
import { type DuplicateObjects, duplicateObjects } from "./validate/duplicate-objects.ts";
import { firstIssues, type InstanceIssues } from "./validate/first-issues.ts";
import { objectIssues } from "./validate/object-issues.ts";
import type { OptionIssue } from "./validate/option-issue.ts";
import { validate } from "./validate/validate.ts";

/** The applications that an environment can be of, by name. */
export type Applications = ReadonlyMap<string, Application>;

/** The objects that an environment is to have, in the order in which they are applied; none where it has errors. */
export interface Planned {
  readonly name: string;
  readonly file: string;
  readonly manifests: readonly Manifest[];
  /** What each instance was made from. */
  readonly options: readonly unknown[];
  readonly issues: readonly Issue[];
  /** The options that they were made of. */
  readonly evaluation: Evaluation;
  /** What is wrong with the way from the committed objects of this environment to these. */
  judge(before: readonly Manifest[]): Promise<readonly Issue[]>;
}

/**
 * Validates an environment's options and makes its objects, those of all its instances. What is `known` of the base is
 * neither looked at again nor kept twice.
 */
export async function planObjects(
  evaluation: Evaluation,
  base: Evaluation | undefined,
  trees: Trees,
  applications: Applications,
  known?: Known,
): Promise<Planned> {
  const { name, file } = evaluation;
  const instances = await Promise.all(evaluation.instances.map((one) => planInstance(one, base, applications, known)));
  const objects = instances.map((one) => one.manifests ?? []);
  const { listed, more } = firstIssues(instances);
  const duplicates = duplicateObjects(objects);
  const isSound = duplicates.length === 0 && instances.every((one) => one.manifests !== undefined);
  const manifests = isSound ? objects.flat() : [];
  const options = isSound ? instances.map((one) => one.options) : [];
  const whole = inEnvironment(more, evaluation);
  const lost = (isSound ? instances : [])
    .flatMap((one) => unrepresentable(one.manifests ?? [], one.like))
    .map((one) => lossIn(evaluation, one));
  const judge = async (before: readonly Manifest[]) => {
    const broken = instances.flatMap((one, index) => {
      const environment = instances.length === 1 ? name : quotedInstance(name, index);
      return one.judge?.({ environment, before, after: manifests }) ?? [];
    });
    if (broken.length === 0) return [];
    const traced = await trace(evaluation, trees, pathsOf(broken));
    return broken.map((issue) => located(issue, evaluation, traced));
  };
  const planned = { name, file, manifests, options, evaluation, judge };
  if (listed.length === 0 && duplicates.length === 0 && lost.length === 0) return { ...planned, issues: whole };
  const asked = [...pathsOf(listed), ...lost.map(({ path }) => path), ...evaluation.instances.map(({ path }) => path)];
  const traced = await trace(evaluation, trees, asked);
  const issues = [
    ...(await withConstants(
      rootCauses(listed, traced).map((issue) => located(issue, evaluation, traced)),
      trees,
    )),
    ...whole,
    ...lost.map((one) => locatedLoss(one, evaluation, traced)),
    ...duplicates.map((one) => duplicateIssue(one, evaluation, traced)),
  ];
  return { ...planned, issues };
}

function pathsOf(issues: readonly OptionIssue[]): readonly OptionPath[] {
  return issues.flatMap(({ path, involves = [] }) => [path, ...involves]);
}

/** How a shell's command line names one of several instances: the brackets would be a pattern. */
export function quotedInstance(name: string, index: number): string {
  return `'${name}[${index}]'`;
}

/** A value that was computed from a refused one is not to blame itself. */
function rootCauses(issues: readonly OptionIssue[], traced: Trace): readonly OptionIssue[] {
  const refused = new Set(issues.filter(isError).map(({ path }) => JSON.stringify(path)));
  return issues.filter(({ path }) => !traced.derivedFrom(path).some((from) => refused.has(JSON.stringify(from))));
}

/**
 * What is wrong with the options that could be evaluated of an environment which has issues already. That one is missing
 * follows from these.
 */
export async function partialIssues(
  evaluation: Evaluation,
  base: Evaluation | undefined,
  trees: Trees,
  applications: Applications,
): Promise<readonly Issue[]> {
  const instances = evaluation.instances.map((one) => validateInstance(one, base, applications));
  const { listed, more } = firstIssues(instances);
  const wrong = listed.filter(({ code }) => code !== "option/missing");
  if (wrong.length === 0) return [];
  const traced = await trace(evaluation, trees, pathsOf(wrong));
  const issues = rootCauses(wrong, traced).map((issue) => located(issue, evaluation, traced));
  return [...(await withConstants(issues, trees)), ...inEnvironment(more, evaluation)];
}

/** Issues of an environment's objects as a whole have no line of their own: its file stands for it. */
export function inEnvironment(
  issues: readonly Issue[],
  { name, file }: { readonly name: string; readonly file: string },
): readonly Issue[] {
  return issues.map((issue) => ({ location: { file, line: 1, column: 1 }, ...issue, environment: name }));
}

/** An instance's objects, which hold against the schemas of their kinds; absent where an issue is an error. */
interface PlannedInstance extends InstanceIssues, Pick<ValidatedInstance, "judge" | "options"> {
  readonly manifests?: readonly Manifest[];
  /** Finds what is known of them. */
  readonly like?: Like;
}

/** Validates the options of an instance and makes its objects. */
export async function planInstance(
  instance: Instance,
  base: Evaluation | undefined,
  applications: Applications,
  known?: Known,
): Promise<PlannedInstance> {
  const { application, accepted, ...validated } = validateInstance(instance, base, applications, known);
  if (application === undefined || accepted === undefined) return validated;
  const made = application.manifests(accepted.options);
  const likes = made.map((object) => known?.like(object));
  const manifests = made.map((object, index) => shared(object, likes[index]));
  const customization = application.customization(accepted.options);
  const { kubernetesVersion } = customization;
  const api = await loadApi(kubernetesVersion);
  const like = known && likeMoved(manifests, likes);
  const valid = known?.kubernetesVersion === kubernetesVersion ? like : undefined;
  const all = [...customizationIssues(manifests, customization), ...objectIssues(manifests, customization, api, valid)];
  const issues = all.filter((issue) => accepted.isOf(issue));
  const isSound = "options" in validated && !issues.some(isError);
  return {
    ...validated,
    ...(isSound ? { manifests } : {}),
    ...(like === undefined ? {} : { like }),
    issues: [...validated.issues, ...inInstance(issues, instance.path)],
    total: validated.total + issues.length,
  };
}

/** An instance's options after validation; absent where an issue is an error. */
interface ValidatedInstance extends InstanceIssues {
  readonly options?: unknown;
  readonly application?: Application;
  readonly accepted?: ReturnType<typeof validate>["accepted"];
  /** What the application's rules say about a change to its objects. */
  readonly judge?: (change: Omit<Change<unknown>, "options">) => readonly OptionIssue[];
}

function validateInstance(
  { application: name, options: given, path }: Instance,
  base: Evaluation | undefined,
  applications: Applications,
  known?: Known,
): ValidatedInstance {
  const application = applications.get(name);
  if (application === undefined) {
    const message = `there is no application ${JSON.stringify(name)}`;
    const hint = `known are ${[...applications.keys()].join(", ")}.`;
    return { issues: [{ code: "environment/application", path, place: "value", message, hint }], total: 1 };
  }
  const sound = base?.instances.find((one) => one.application === name)?.options;
  const result = validate(application, given, sound, known?.application === name ? known : undefined);
  const issues = inInstance(result.issues, path);
  const checked = { application, accepted: result.accepted, issues, total: result.total };
  if (!("options" in result)) return checked;
  const { options } = result;
  const judge = (change: Omit<Change<unknown>, "options">) =>
    application.changes.flatMap((rule) => {
      const { code, why } = rule;
      const violations = rule.check({ ...change, options });
      return inInstance(
        violations.map((violation) => ({ code, why, place: "value" as const, ...violation })),
        path,
      );
    });
  return { ...checked, options, judge };
}

/** Of several instances, paths of options begin with the index of one. */
function inInstance(issues: readonly OptionIssue[], path: OptionPath): readonly OptionIssue[] {
  return issues.map(({ involves = [], ...issue }) => ({
    ...issue,
    path: [...path, ...issue.path],
    involves: involves.map((one) => [...path, ...one]),
  }));
}

/** Points an issue to the line that set the option, and to those that it overrode. */
function located({ path, involves = [], place, ...issue }: OptionIssue, source: Environment, traced: Trace): Issue {
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

/** Where an issue points to the name of a constant, the line that has its value may be the one to mend. */
async function withConstants(issues: readonly Issue[], { repository }: Trees): Promise<readonly Issue[]> {
  return Promise.all(
    issues.map(async (issue) => {
      const constant = issue.location && (await constantAt(issue.location, repository));
      if (constant === undefined) return issue;
      const related = { message: "its value is written here", location: constant };
      return { ...issue, related: [related, ...(issue.related ?? [])] };
    }),
  );
}

function duplicateIssue({ first, second, message }: DuplicateObjects, source: Evaluation, traced: Trace): Issue {
  const at = (index: number): Location => {
    const { set } = traced.where(source.instances[index]?.path ?? []);
    return set?.value.file === source.file ? set.value : { file: source.file, line: 1, column: 1 };
  };
  return {
    code: "environment/duplicate-object",
    message,
    environment: source.name,
    location: at(second),
    why: "Kubernetes tells objects by kind, namespace and name, so that the second would replace the first.",
    hint: "Give one of them another name or namespace.",
    ...(first === second ? {} : { related: [{ message: "the other instance", location: at(first) }] }),
  };
}
