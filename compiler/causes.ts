import { type ChangedOption, changedOptions, reverted } from "./cause/changed-options.ts";
import { differsAt, type Place } from "./cause/places.ts";
import type { Cause, EnvironmentChange, ReviewedObject } from "./environment-change.ts";
import { listSources, selectSources } from "./environments.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { startTracing, type Trace } from "./evaluate/trace.ts";
import { isEqual } from "./kubernetes/compare.ts";
import { isList, type Json } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { oncePer } from "./kubernetes/remembering.ts";
import type { Applications } from "./objects.ts";
import { formatPath } from "./report/value.ts";
import { secretOptions } from "./secret-options.ts";

/** The two states of a repository that a review compares; the compiler may be part of both. */
export interface Sides {
  readonly before: Trees;
  readonly after: Trees;
}

/** An environment's options on both sides, and where they were written; before, that takes time and is seldom asked for. */
interface Evaluated {
  readonly before: Evaluation;
  readonly after: Evaluation;
  readonly traceBefore: () => Promise<Trace>;
  readonly traceAfter: Trace;
}

/**
 * The changes of environments with the options behind each. An option is behind a field if the field is another one as
 * soon as that option alone is as it was before. Environments whose sources before cannot be evaluated are given as they
 * are. `evaluations` are those of the working tree, by name.
 */
export async function findCauses(
  environments: readonly EnvironmentChange[],
  evaluations: ReadonlyMap<string, Evaluation>,
  sides: Sides,
  applications: Applications,
): Promise<readonly EnvironmentChange[]> {
  const traceable = environments.filter(({ name, status }) => status === "changed" && evaluations.has(name));
  if (traceable.length === 0) return environments;
  const names = traceable.map(({ name }) => name);
  const sources = selectSources(listSources(sides.before.repository), names);
  // one after the other: the second goes on in the engine of the first
  const { evaluations: earlier } = await evaluate(sources, sides.before);
  const traceAfter = await startTracing(sides.after);
  let tracingBefore: ReturnType<typeof startTracing> | undefined;
  const results = new Map<string, EnvironmentChange>();
  for (const environment of traceable) {
    const before = earlier.find(({ name }) => name === environment.name);
    const after = evaluations.get(environment.name);
    if (before === undefined || after === undefined) continue;
    const traceBefore = async () => {
      tracingBefore ??= startTracing(sides.before);
      return (await tracingBefore)(before);
    };
    const evaluated = { before, after, traceBefore, traceAfter: await traceAfter(after) };
    results.set(environment.name, await withCauses(environment, evaluated, sides, applications));
  }
  return environments.map((environment) => results.get(environment.name) ?? environment);
}

async function withCauses(
  environment: EnvironmentChange,
  evaluated: Evaluated,
  sides: Sides,
  applications: Applications,
): Promise<EnvironmentChange> {
  const [old, now] = [optionsOf(evaluated.before), optionsOf(evaluated.after)];
  const changed = changedOptions(old, now);
  const render = (options: Json) => rendered(options, evaluated.after, applications);
  const after = render(now);
  // all options as they were: what differs even so is of another origin
  const whole = render(old);
  const single = changed.map((option) => ({ option, objects: render(reverted(now, option)) }));
  // what would be refused now may have been committed
  const isSecretIn = oncePer((before: Evaluation) => secretOptions(before, undefined, applications));
  const causes = new Map<ChangedOption, Cause>();
  for (const root of rootsOf(changed, changed, evaluated.traceAfter)) {
    const isHidden = ["string", "object"].includes(typeof root.old) && isSecretIn(evaluated.before)(root.path);
    causes.set(root, await causeOf(isHidden ? { ...root, old: "(hidden)" } : root, evaluated, sides));
  }
  const causesAt = (place: Place): readonly Cause[] | undefined => {
    if (after === undefined) return undefined;
    const behind = single.filter(({ objects }) => objects !== undefined && differsAt(place, objects, after));
    const together = whole === undefined || differsAt(place, whole, after) ? changed : [];
    const options = behind.length > 0 ? behind.map(({ option }) => option) : together;
    return rootsOf(options, changed, evaluated.traceAfter).flatMap((root) => causes.get(root) ?? []);
  };
  return { ...environment, changes: environment.changes.map((change) => explained(change, causesAt)) };
}

function explained(change: ReviewedObject, causesAt: (place: Place) => readonly Cause[] | undefined): ReviewedObject {
  const found = (path: Place["path"]) => {
    const causes = causesAt({ object: change.object, path });
    return causes === undefined ? {} : { causes };
  };
  if (change.change !== "changed") return { ...change, ...found([]) };
  return { ...change, fields: change.fields.map((field) => ({ ...field, ...found(field.path) })) };
}

function optionsOf({ instances }: Evaluation): Json {
  const [first = {}, ...more] = instances.map(({ options }) => options);
  return more.length === 0 ? first : [first, ...more];
}

/** What the applications make of options; undefined where they are none that they could be given. */
function rendered(
  options: Json,
  { instances }: Evaluation,
  applications: Applications,
): readonly Manifest[] | undefined {
  const parts = isList(options) ? options : [options];
  try {
    return instances.flatMap(({ application }, index) => applications.get(application)?.manifests(parts[index]) ?? []);
  } catch {
    return undefined;
  }
}

/** Of options that follow from changed ones only those: the line that was changed is theirs. */
function rootsOf(
  options: readonly ChangedOption[],
  changed: readonly ChangedOption[],
  trace: Trace,
): readonly ChangedOption[] {
  const roots = new Set<ChangedOption>();
  const visit = (option: ChangedOption, above: readonly ChangedOption[]) => {
    const from = trace.derivedFrom(option.path);
    const behind = changed.filter((one) => !above.includes(one) && from.some((path) => isEqual(path, one.path)));
    if (behind.length === 0) roots.add(option);
    for (const one of behind) visit(one, [...above, one]);
  };
  for (const option of options) visit(option, [option]);
  return [...roots];
}

async function causeOf(option: ChangedOption, evaluated: Evaluated, sides: Sides): Promise<Cause> {
  const { path, ...values } = option;
  const name = formatPath(path.map((step) => (typeof step === "number" ? { index: step } : step)));
  const { set, overrode } = evaluated.traceAfter.where(path);
  if (values.new === undefined || set === undefined) {
    const { set: was } = (await evaluated.traceBefore()).where(path);
    return { option: name, ...values, overrode: [], ...(was === undefined ? {} : { was: was.key }) };
  }
  const cause = { option: name, ...values, set: set.key, overrode: overrode.map(({ key }) => key) };
  if (textOf(sides.before, set.key.file) !== textOf(sides.after, set.key.file)) return cause;
  // a line of a file that did not change cannot be what changed the value: the one that is gone was
  const { set: was } = (await evaluated.traceBefore()).where(path);
  const isSame = was?.key.file === set.key.file && was.key.line === set.key.line;
  return was === undefined || isSame ? cause : { ...cause, was: was.key };
}

function textOf({ repository, compiler }: Trees, file: string): string | undefined {
  return file.startsWith("overlayer/") ? compiler.read(file.slice("overlayer/".length)) : repository.read(file);
}
