import { closest, distance } from "fastest-levenshtein";
import type { OptionPath } from "./application.ts";
import type { FieldPath } from "./change.ts";
import { hideSecret } from "./diff/secret.ts";
import { unknownName } from "./environments.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import type { Trees } from "./evaluate/modules.ts";
import { type Trace, trace, type Written } from "./evaluate/trace.ts";
import { type Field, fieldsOf, isLeaf, plainPath, valueAt } from "./explain/fields.ts";
import { influences } from "./explain/influences.ts";
import { evaluateFleet } from "./fleet.ts";
import type { Issue } from "./issue.ts";
import { withoutContentHash } from "./kubernetes/content-hash.ts";
import { displayName, namespaceOf } from "./kubernetes/identity.ts";
import type { Json } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import type { Applications } from "./objects.ts";
import { formatPath } from "./report/value.ts";
import { secretOptions } from "./secret-options.ts";
import { validate } from "./validate/validate.ts";

/** Why a value is what it is: the line that set it, the lines that it overrode, and the options behind it. */
export interface Explanation {
  /** Of a rendered field, such as `StatefulSet/zk`; absent for an option. */
  readonly object?: string;
  readonly path: FieldPath;
  /** `(hidden)` where it is a secret. */
  readonly value: Json;
  /** True where a secret stands on the lines that set it: they are not to be shown. */
  readonly isSecret?: true;
  /** Where an option was set; a rendered field has only what it was derived from. */
  readonly set?: Written;
  /** The topmost layer first. */
  readonly overrode: readonly Written[];
  readonly derivedFrom: readonly Explanation[];
}

/** One environment, evaluated and traced. */
interface Explainable {
  /** A map, or of several instances a list of maps. */
  readonly options: Json;
  /** The options at any depth; those of one of several instances begin with its index. */
  readonly fields: readonly Field[];
  readonly traced: Trace;
  /** True for the path of an option whose value is not to be shown. */
  readonly isSecret: (path: OptionPath) => boolean;
  /** The objects that the applications make of options. */
  readonly manifests: (options: Json) => readonly Manifest[];
}

export type Explained = { readonly explanations: readonly Explanation[] } | { readonly issues: readonly Issue[] };

/**
 * Explains what `subject` names in an environment or in the base: options (`storage.size`, of the second of several
 * instances `[1].storage.size`), all options of groups or of the environment (none), or a field of a rendered object
 * (`StatefulSet/zk`, `StatefulSet/namespace/zk`, then `spec.replicas`), a name with the hash of its content or without;
 * list items go by key or index.
 */
export async function explain(
  name: string,
  subject: readonly string[],
  trees: Trees,
  applications: Applications,
): Promise<Explained> {
  const { base, environments, names, issues } = await evaluateFleet(trees, [name]);
  const evaluation = [base, ...environments].find((one) => one?.name === name);
  if (evaluation === undefined) return { issues: issues.length > 0 ? issues : [unknownName(name, [...names])] };
  if (subject.includes("")) return { issues: [nothingNamed(name)] };
  const isSecret = secretOptions(evaluation, base, applications);
  const environment = { ...explainable(evaluation, await trace(evaluation, trees), applications), isSecret };
  // an object and its field may be quoted as one word
  const [object = "", ...quoted] = (subject[0] ?? "").split(/\s+(.*)/, 2);
  const [path = "", ...surplus] = [...quoted, ...subject.slice(1)];
  if (!/^[A-Za-z]\w*\//.test(object)) return explainOptions(subject, environment);
  if (surplus.length > 0) return { issues: [severalFields(object, path)] };
  const isValid = evaluation.instances.every(({ application, options }) => {
    const known = applications.get(application);
    return known !== undefined && "options" in validate(known, options);
  });
  return isValid ? explainRendered(object, path, environment) : { issues: [invalid(evaluation)] };
}

function explainable(
  { instances }: Evaluation,
  traced: Trace,
  applications: Applications,
): Omit<Explainable, "isSecret"> {
  const all = instances.map(({ options }) => options);
  const [only = null] = all;
  const options = instances.length === 1 ? only : all;
  const inside = instances.flatMap((one) => fieldsOf(one.options, steps(one.path)));
  return {
    options,
    fields: instances.length === 1 ? inside : [{ path: [], value: options }, ...inside],
    traced,
    manifests: (changed) =>
      instances.flatMap(
        ({ application, path }) => applications.get(application)?.manifests(valueAt(changed, path)) ?? [],
      ),
  };
}

function invalid({ name, file }: Evaluation): Issue {
  return {
    code: "explain/invalid",
    message: `${name} is not valid, so that nothing is rendered`,
    location: { file, line: 1, column: 1 },
    hint: "see what is wrong with `overlayer check`; options can be explained all the same.",
  };
}

function nothingNamed(name: string): Issue {
  const message = "an empty word names no option, object or field";
  return { code: "explain/unknown", message, hint: `leave it out to see all options: \`overlayer explain ${name}\`.` };
}

function severalFields(object: string, path: string): Issue {
  const message = `one field of ${object} is explained at a time`;
  return { code: "explain/unknown", message, hint: `ask for the first alone: ${object} ${path}.` };
}

function explainOptions(names: readonly string[], environment: Explainable): Explained {
  const options = environment.fields;
  const asked = names.length === 0 ? [""] : names;
  const found = asked.map((name) => options.find((option) => isNamed(option, name)));
  const issues = asked.flatMap((name, index) => (found[index] === undefined ? [unknown("option", name, options)] : []));
  if (issues.length > 0) return { issues };
  const isAsked = ({ path }: Field) => found.some((one) => one !== undefined && startsWith(path, one.path));
  const inside = options.filter((option) => isAsked(option) && isLeaf(option.value));
  return { explanations: inside.map((option) => explainOption(option, environment, [])) };
}

/** `above` are the options that were derived from this one: a cycle, which only a lazy field can have, ends there. */
function explainOption({ path, value: given }: Field, environment: Explainable, above: readonly string[]): Explanation {
  const name = formatPath(path);
  const { set, overrode } = environment.traced.where(plainPath(path));
  const from = above.includes(name) ? [] : environment.traced.derivedFrom(plainPath(path));
  const derivedFrom = from.flatMap((one) => {
    const option = environment.fields.find((field) => isNamed(field, formatPath(steps(one))));
    return option === undefined ? [] : [explainOption(option, environment, [...above, name])];
  });
  const value = environment.isSecret(plainPath(path)) ? "(hidden)" : given;
  const isSecret = [...(set === undefined ? [] : [set]), ...overrode].some((one) => hasSecret(one, environment));
  return { path, value, ...(isSecret ? { isSecret } : {}), ...(set && { set }), overrode, derivedFrom };
}

/** True where a secret begins on the same line of the same file. */
function hasSecret({ key }: Written, { fields, traced, isSecret }: Explainable): boolean {
  const secrets = fields.map(({ path }) => plainPath(path)).filter(isSecret);
  return secrets.some((path) => {
    const { set, overrode } = traced.where(path);
    return [set, ...overrode].some((one) => one?.value.file === key.file && one.value.line === key.line);
  });
}

function explainRendered(object: string, path: string, environment: Explainable): Explained {
  const objects = environment.manifests(environment.options).map((one) => hideSecret(one));
  const isAsked = (name: string) => [name, withoutContentHash(name)].includes(object);
  const [manifest, other] = objects.filter((one) => isAsked(displayName(one)) || isAsked(fullName(one)));
  if (manifest === undefined) return { issues: [unknownSubject("object", object, objects.map(displayName))] };
  if (other !== undefined) return { issues: [ambiguous(object, manifest, other)] };
  const fields = fieldsOf(manifest);
  const found = fields.find((field) => isNamed(field, path));
  if (found === undefined) return { issues: [unknown(`field of ${object}`, path, fields)] };
  // its name may follow from an option: it is told by its place among those of its kind
  const ofKind = (all: readonly Manifest[]) => all.filter(({ kind }) => kind === manifest.kind);
  const place = ofKind(objects).indexOf(manifest);
  const rendered = (options: Json) => valueAt(ofKind(environment.manifests(options))[place], plainPath(found.path));
  const derivedFrom = influences(environment.options, rendered).map((option) =>
    explainOption({ path: steps(option), value: valueAt(environment.options, option) ?? null }, environment, []),
  );
  const isHidden = derivedFrom.some((one) => environment.isSecret(plainPath(one.path)));
  const value = isHidden ? "(hidden)" : found.value;
  return { explanations: [{ object, path: found.path, value, overrode: [], derivedFrom }] };
}

function fullName(object: Manifest): string {
  return `${object.kind}/${namespaceOf(object)}/${object.metadata.name}`;
}

function ambiguous(object: string, one: Manifest, other: Manifest): Issue {
  const message = `several objects are ${object}`;
  return { code: "explain/ambiguous", message, hint: `name the namespace: ${fullName(one)} or ${fullName(other)}.` };
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

function unknown(kind: string, name: string, known: readonly Field[]): Issue {
  return unknownSubject(
    kind,
    name,
    known.flatMap(({ path }) => (path.length === 0 ? [] : [formatPath(path)])),
  );
}

function unknownSubject(kind: string, name: string, known: readonly string[]): Issue {
  // the same further inside, as with `[0].cpu` of several instances, is nearer than what is only spelled alike
  const near = known.find((one) => one.endsWith(`.${name}`)) ?? closest(name, [...known]);
  const message = `there is no ${kind} ${JSON.stringify(name)}`;
  const isNear = near.endsWith(name) || distance(name, near) <= Math.max(2, name.length / 2);
  const some = `${known.slice(0, 10).join(", ")}${known.length > 10 ? " …" : ""}`;
  const hint = isNear ? `did you mean ${near}?` : `known are ${some}.`;
  return { code: "explain/unknown", message, hint };
}
