import type * as z from "zod";
import { type EnvironmentEdit, editOptions } from "./edit-options.ts";
import { baseFile, leftOutIssues, listEnvironments, selectSources, unknownName } from "./environments.ts";
import type { Evaluation } from "./evaluate/environment.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { valueAt } from "./explain/fields.ts";
import type { Issue } from "./issue.ts";
import type { Json } from "./kubernetes/json.ts";
import type { Applications } from "./objects.ts";
import { optionValue } from "./validate/option-value.ts";
import { unknownOptionAt } from "./validate/schema-issues.ts";

/** `prod.storage.size=500Gi` taken apart; without a value the option is to be left out. */
interface Assignment {
  /** As it was given. */
  readonly word: string;
  /** Environment and option: which dot is between the two only the environments there are can tell. */
  readonly target: string;
  readonly value?: string;
}

/** The source files with the options set that words such as `prod.servers=7` name; see `editsOf`. */
export async function setOptions(
  words: readonly string[],
  unset: boolean,
  trees: Trees,
  applications: Applications,
): ReturnType<typeof editOptions> {
  const asked = await editsOf(words, unset, trees, applications);
  return "issues" in asked ? asked : editOptions(asked.edits, trees);
}

/**
 * The edits that words such as `prod.servers=7` ask for. A name may have dots: the longest that there is counts. With
 * `unset` a word without a value means that the option is to be left out.
 */
async function editsOf(
  words: readonly string[],
  unset: boolean,
  trees: Trees,
  applications: Applications,
): Promise<{ readonly edits: readonly EnvironmentEdit[] } | { readonly issues: readonly Issue[] }> {
  const { sources, issues: misnamed } = listEnvironments(trees.repository);
  const assignments = words.map(assignmentOf);
  const asked = assignments.flatMap(({ target }) => [target, ...namesIn(target)]);
  const refused = [...leftOutIssues(trees.repository, asked), ...misnamed];
  if (refused.length > 0) return { issues: refused };
  const wanted = selectSources(sources, asked);
  const isBase = assignments.some(({ target }) => namesIn(target).includes("base"));
  const base = { name: "base", file: baseFile, single: true };
  const found = await evaluate([...(isBase ? [base] : []), ...wanted], trees);
  const evaluations = [...found.evaluations, ...found.partial];
  const edits: EnvironmentEdit[] = [];
  const issues: Issue[] = [];
  for (const assignment of assignments) {
    const names = namesIn(assignment.target);
    const name = names.find((one) => evaluations.some((evaluation) => evaluation.name === one));
    const evaluation = evaluations.find((one) => one.name === name);
    const isFailing = wanted.some((one) => names.includes(one.name)) && found.issues.length > 0;
    const known = [base, ...sources, ...found.environments].map((one) => one.name);
    if (evaluation !== undefined) {
      const edit = editOf(assignment, evaluation, unset, applications);
      if ("code" in edit) issues.push(edit);
      else edits.push(edit);
    } else if (known.includes(assignment.target)) issues.push(noOption(assignment.target, unset));
    else if (!isFailing) issues.push(notFound(assignment, [...new Set(known)]));
  }
  issues.push(...givenTwice(edits), ...(unset ? nothingLeftOut(assignments) : []));
  const failing = found.issues.filter(({ environment }) => !edits.some((one) => one.environment.name === environment));
  return issues.length > 0 || failing.length > 0 ? { issues: [...issues, ...failing] } : { edits };
}

function assignmentOf(word: string): Assignment {
  const [target = "", ...rest] = word.split("=");
  return rest.length === 0 ? { word, target } : { word, target, value: rest.join("=") };
}

/** What may be the name of the environment in `eu/prod.storage.size`, the longest first. */
function namesIn(target: string): readonly string[] {
  return [...target.matchAll(/[.[]/g)].map(({ index }) => target.slice(0, index)).reverse();
}

function notFound({ word, target }: Assignment, known: readonly string[]): Issue {
  const name = namesIn(target).at(-1) ?? target;
  return name === "" ? notRead(word) : unknownName(name, known);
}

function editOf(
  { word, target, value }: Assignment,
  { name, file, key, instances }: Evaluation,
  unset: boolean,
  applications: Applications,
): EnvironmentEdit | Issue {
  const environment = key === undefined ? { name, file } : { name, file, key };
  const option = optionIn(target.slice(name.length));
  if (option === undefined) return notRead(word);
  const { instance = 0, path } = option;
  const { application = "" } = instances[instance] ?? {};
  const known = applications.get(application);
  if (known === undefined || (option.instance === undefined) !== (instances.length === 1))
    return instanceIssue(name, instances.length, path);
  const edit = { environment, path, ...(option.instance === undefined ? {} : { instance }) };
  if (value === undefined && !unset) return noValue(target);
  if (value === undefined) return unknownUnset(known.schema, path, instances[instance]?.options, name) ?? edit;
  if (value === "null") return nullValue(target);
  return { ...edit, value: optionValue(known.schema, path, value) };
}

const step = /\.([^.[\]]+)|\[("(?:[^"\\\p{Cc}]|\\["\\])*")\]/uy;

/** `.storage.size`, `.pods.labels["a.b/c"]`, of one of several instances `[1].servers`. */
function optionIn(text: string): { readonly instance?: number; readonly path: readonly string[] } | undefined {
  const index = /^\[(\d{1,4})\]/.exec(text);
  const path: string[] = [];
  for (step.lastIndex = index?.[0].length ?? 0; step.lastIndex < text.length; ) {
    const [, name, quoted] = step.exec(text) ?? [];
    if (name === undefined && quoted === undefined) return undefined;
    path.push(name ?? String(JSON.parse(quoted ?? "")));
  }
  if (path.length === 0 || path.includes("__proto__")) return undefined;
  return index === null ? { path } : { instance: Number(index[1]), path };
}

/** Of what is left out; what the file has can be, be it an option or a slip. */
function unknownUnset(
  schema: z.ZodType,
  path: readonly string[],
  options: Json | undefined,
  environment: string,
): Issue | undefined {
  const unknown = valueAt(options, path) === undefined ? unknownOptionAt(schema, path) : undefined;
  if (unknown === undefined) return undefined;
  const { code, message, hint } = unknown;
  return { code, message, environment, ...(hint === undefined ? {} : { hint }) };
}

/** An issue for each edit of what one before it edits too, wholly or in part. */
function givenTwice(edits: readonly EnvironmentEdit[]): readonly Issue[] {
  return edits.flatMap((edit, index) => {
    const earlier = edits.slice(0, index).find((one) => isSameOrWithin(one, edit) || isSameOrWithin(edit, one));
    if (earlier === undefined) return [];
    const { environment } = edit;
    const [option, other] = [nameOf(edit), nameOf(earlier)];
    return [
      {
        code: "set/value",
        message: option === other ? `${option} is given twice` : `${other} and ${option} are given, one in the other`,
        environment: environment.name,
        hint: "give it once.",
      },
    ];
  });
}

function isSameOrWithin(inner: EnvironmentEdit, outer: EnvironmentEdit): boolean {
  return (
    inner.environment.name === outer.environment.name &&
    inner.instance === outer.instance &&
    outer.path.every((step, index) => step === inner.path[index])
  );
}

function nameOf({ environment: { name }, instance, path }: EnvironmentEdit): string {
  return `${name}${instance === undefined ? "" : `[${instance}]`}.${path.join(".")}`;
}

function noOption(name: string, unset: boolean): Issue {
  return {
    code: "set/option",
    message: `no option of ${name} is named`,
    environment: name,
    hint: unset ? `write \`overlayer set --unset ${name}.OPTION\`.` : `write ${name}.OPTION=VALUE.`,
  };
}

function notRead(word: string): Issue {
  return {
    code: "set/option",
    message: `${JSON.stringify(word)} does not name an option of an environment`,
    ...(/\[\d/.test(word) ? { why: "an item of a list cannot be set alone: a list replaces the one below." } : {}),
    hint: `write ENVIRONMENT.OPTION=VALUE, such as prod.storage.size=500Gi, prod.pods.labels["a.b/c"]=x or prod.jvmFlags=["-Xss1m"].`,
  };
}

function instanceIssue(name: string, instances: number, path: readonly string[]): Issue {
  const last = instances - 1;
  return {
    code: "set/option",
    message: instances === 1 ? `${name} has a single instance` : `${name} has several instances, 0 to ${last}`,
    environment: name,
    hint: `name ${instances === 1 ? "the option alone" : "one of them"}: ${name}${instances === 1 ? "" : `[${last}]`}.${path.join(".")}=…`,
  };
}

function noValue(target: string): Issue {
  return {
    code: "set/value",
    message: `${target} has no value`,
    hint: `write ${target}=VALUE; to leave the option out, so that the layers below count: \`overlayer set --unset ${target}\`.`,
  };
}

/** Issues where all options have a value, so that none is left out. */
function nothingLeftOut(assignments: readonly Assignment[]): readonly Issue[] {
  if (assignments.some(({ value }) => value === undefined)) return [];
  return assignments.map(({ target }) => ({
    code: "set/value",
    message: `${target} has a value, and --unset leaves options out`,
    why: "beside --unset an option with a value is set, and no option is given without one.",
    hint: `leave it out: \`overlayer set --unset ${target}\`; or set it: \`overlayer set ${target}=VALUE\`.`,
  }));
}

function nullValue(target: string): Issue {
  return {
    code: "set/value",
    message: `${target} cannot be null`,
    why: "no option takes null: what is absent is not written.",
    hint: `leave the option out: \`overlayer set --unset ${target}\`; for the text write ${target}='"null"'.`,
  };
}
