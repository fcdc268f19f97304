import { closest } from "fastest-levenshtein";
import type { Application, OptionPath } from "./application.ts";
import type { FieldPath } from "./change.ts";
import { evaluate, type Source } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { type Trace, trace, type Written } from "./evaluate/trace.ts";
import { type Field, fieldsOf, plainPath, valueAt } from "./explain/fields.ts";
import { influences } from "./explain/influences.ts";
import type { Issue } from "./issue.ts";
import { displayName } from "./kubernetes/identity.ts";
import { isList, isObject, type Json, type JsonObject } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { formatPath } from "./report/value.ts";
import { validate } from "./validate/validate.ts";

/** Why a value is what it is: the line that set it, the lines that it overrode, and the options behind it. */
export interface Explanation {
  /** Of a rendered field, such as `StatefulSet/zk`; absent for an option. */
  readonly object?: string;
  readonly path: FieldPath;
  readonly value: Json;
  /** Where an option was set; a rendered field has only what it was derived from. */
  readonly set?: Written;
  /** The topmost layer first. */
  readonly overrode: readonly Written[];
  readonly derivedFrom: readonly Explanation[];
}

/** One environment, evaluated and traced. */
interface Environment {
  readonly options: JsonObject;
  readonly traced: Trace;
  /** The objects that the application makes of options. */
  readonly manifests: (options: JsonObject) => readonly Manifest[];
}

export type Explained = { readonly explanations: readonly Explanation[] } | { readonly issues: readonly Issue[] };

/**
 * Explains what `subject` names in an environment: an option (`storage.size`), all options of a group or of the
 * environment (empty), or a field of a rendered object (`StatefulSet/zk spec.replicas`); list items go by key or index.
 */
export async function explain(
  source: Source,
  subject: string,
  trees: Trees,
  applications: ReadonlyMap<string, Application>,
): Promise<Explained> {
  const { evaluations, issues } = await evaluate([source], trees);
  const [evaluation] = evaluations;
  const application = applications.get(evaluation?.application ?? "");
  if (evaluation === undefined || application === undefined) return { issues };
  const environment: Environment = {
    options: evaluation.options,
    traced: await trace(source, trees),
    manifests: (options) => application.manifests(options),
  };
  const [object = "", ...path] = subject.trim().split(/\s+/);
  if (!object.includes("/")) return explainOptions(subject.trim(), environment);
  if (!("options" in validate(application, evaluation.options))) return { issues: [invalid(source)] };
  return explainRendered(object, path.join(" "), environment);
}

function invalid({ name, file }: Source): Issue {
  return {
    code: "explain/invalid",
    message: `${name} is not valid, so that nothing is rendered`,
    location: { file, line: 1, column: 1 },
    hint: "see what is wrong with `overlayer check`; options can be explained all the same.",
  };
}

function explainOptions(subject: string, environment: Environment): Explained {
  const options = fieldsOf(environment.options);
  const found = options.find((option) => isNamed(option, subject));
  if (found === undefined) return unknown("option", subject, options);
  const inside = options.filter(
    ({ path, value }) => startsWith(path, found.path) && !isObject(value) && !isList(value),
  );
  const explained = inside.length === 0 ? [found] : inside;
  return { explanations: explained.map((option) => explainOption(option, environment, [])) };
}

/** `above` are the options that were derived from this one: a cycle, which only a lazy field can have, ends there. */
function explainOption({ path, value }: Field, environment: Environment, above: readonly string[]): Explanation {
  const name = formatPath(path);
  const { set, overrode } = environment.traced.where(plainPath(path));
  const from = above.includes(name) ? [] : environment.traced.derivedFrom(plainPath(path));
  const derivedFrom = from.flatMap((one) => {
    const option = fieldsOf(environment.options).find((field) => isNamed(field, formatPath(steps(one))));
    return option === undefined ? [] : [explainOption(option, environment, [...above, name])];
  });
  return { path, value, ...(set === undefined ? {} : { set }), overrode, derivedFrom };
}

function explainRendered(object: string, path: string, environment: Environment): Explained {
  const objects = environment.manifests(environment.options);
  const manifest = objects.find((one) => displayName(one) === object);
  if (manifest === undefined) return unknownName("object", object, objects.map(displayName));
  const fields = fieldsOf(manifest);
  const found = fields.find((field) => isNamed(field, path));
  if (found === undefined) return unknown(`field of ${object}`, path, fields);
  const rendered = (options: JsonObject): Json | undefined =>
    valueAt(
      environment.manifests(options).find((one) => displayName(one) === object),
      plainPath(found.path),
    );
  const derivedFrom = influences(environment.options, rendered).map((option) =>
    explainOption({ path: steps(option), value: valueAt(environment.options, option) ?? null }, environment, []),
  );
  return { explanations: [{ object, ...found, overrode: [], derivedFrom }] };
}

function steps(path: OptionPath): FieldPath {
  return path.map((step) => (typeof step === "number" ? { index: step } : step));
}

/** True where the name is the field's path, with the key or the index of each list item on it. */
function isNamed({ path: [step, ...rest] }: Field, name: string): boolean {
  if (step === undefined) return name === "";
  const forms = typeof step === "string" ? [step] : [step, { index: step.index }];
  return forms.some((form) => {
    const text = formatPath([form]);
    return name.startsWith(text) && isNamed({ path: rest, value: null }, name.slice(text.length).replace(/^\./, ""));
  });
}

function startsWith(path: FieldPath, start: FieldPath): boolean {
  return formatPath(path.slice(0, start.length)) === formatPath(start);
}

function unknown(kind: string, name: string, known: readonly Field[]): Explained {
  return unknownName(
    kind,
    name,
    known.map(({ path }) => formatPath(path)),
  );
}

function unknownName(kind: string, name: string, known: readonly string[]): Explained {
  const message = `there is no ${kind} ${JSON.stringify(name)}`;
  return { issues: [{ code: "explain/unknown", message, hint: `did you mean ${closest(name, [...known])}?` }] };
}
