import type { CompiledEnvironment } from "./compiled.ts";
import { editOptions } from "./edit-options.ts";
import {
  baseFile,
  leftOutIssues,
  leftOutSources,
  listEnvironments,
  newEnvironmentFile,
  selectSources,
  unknownName,
} from "./environments.ts";
import type { Environment, Evaluation } from "./evaluate/environment.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { rangeOf } from "./evaluate/range.ts";
import type { Issue } from "./issue.ts";
import { displayName, identity, namespaceOf } from "./kubernetes/identity.ts";
import { count } from "./report/style.ts";
import { editedTree, type Files } from "./tree.ts";

type Refused = { readonly issues: readonly Issue[] };

/**
 * A new environment with the layers of another, or with an empty layer on the base: a file of its own, or where the other
 * is one of a map, another of that map. The name of the old one in its namespace becomes that of the new one.
 */
export async function newEnvironment(
  name: string,
  from: string,
  trees: Trees,
): Promise<{ readonly files: Files } | Refused> {
  const { sources, issues: listed } = listEnvironments(trees.repository);
  const issues = [...leftOutIssues(trees.repository, [from]), ...listed];
  if (issues.length > 0) return { issues };
  const base = { name: "base", file: baseFile, single: true };
  const asked = from === "base" ? [base] : selectSources(sources, [from]);
  const { evaluations, environments, ...found } = await evaluate(asked, trees);
  const original = evaluations.find((one) => one.name === from);
  const known = [base, ...sources, ...environments].map((one) => one.name);
  if (original === undefined) return { issues: found.issues.length > 0 ? found.issues : [unknownName(from, known)] };
  const copy = await copied(name, original, [...sources, ...environments, ...leftOutSources(trees.repository)], trees);
  return "issues" in copy ? copy : { files: await inOwnNamespace(copy, original, trees) };
}

/** A new environment, with the text of its file. */
interface Copy extends Environment {
  readonly text: string;
}

async function copied(
  name: string,
  { name: from, file, key }: Environment,
  existing: readonly Environment[],
  { repository }: Trees,
): Promise<Copy | Refused> {
  const place = newEnvironmentFile(name, existing);
  if ("issues" in place) return place;
  const text = repository.read(file) ?? "";
  const { copyEntry, copyFile } = await import("./edit/copy-environment.ts");
  if (from === "base") {
    const empty = `import base from "./base.ts";\n\nexport default base.extend({});\n`;
    return { name, file: place.file, text: copyFile("environments/_.ts", empty, place.file) };
  }
  if (key === undefined) return { name, file: place.file, text: copyFile(file, text, place.file) };
  const prefix = from.slice(0, -key.length);
  if (!name.startsWith(prefix)) return { issues: [notInMap(from, file, prefix)] };
  const newKey = name.slice(prefix.length);
  const edited = copyEntry(file, text, key, newKey);
  if ("text" in edited) return { name, file, key: newKey, text: edited.text };
  const location = rangeOf(file, text, edited.start, edited.end);
  return { issues: [{ ...byHand, message: edited.reason, environment: from, location }] };
}

const byHand = {
  code: "edit/computed",
  why: "only what is written out can be copied by a command.",
  hint: "add the new environment by hand.",
};

function notInMap(from: string, file: string, prefix: string): Issue {
  return {
    code: "edit/computed",
    message: `${from} is one of a map of environments, and its layers cannot leave ${file}`,
    why: "they may use what else is in that file.",
    hint: `name the new one ${prefix}…, so that it gets into that map.`,
  };
}

/** The files with the copy, its namespaces renamed where they have the name of the original. */
async function inOwnNamespace({ text, ...copy }: Copy, original: Evaluation, trees: Trees): Promise<Files> {
  const files = new Map([[copy.file, text]]);
  const edits = original.instances.flatMap(({ options, path: [index] }) => {
    const namespace = options["namespace"];
    const renamed = typeof namespace === "string" ? rename(namespace, original.name, copy.name) : namespace;
    if (renamed === undefined || renamed === namespace) return [];
    return [
      {
        environment: copy,
        path: ["namespace"],
        value: renamed,
        ...(index === undefined ? {} : { instance: Number(index) }),
      },
    ];
  });
  if (edits.length === 0) return files;
  const edited = await editOptions(edits, { ...trees, repository: editedTree(trees.repository, files) });
  // what is computed may be right as it is: where it is not, the two have the same objects, which is told
  return "issues" in edited ? files : new Map([...files, ...edited.files]);
}

/** `zookeeper-prod` of `eu/prod` for `eu/staging`: `zookeeper-staging`. */
function rename(namespace: string, from: string, to: string): string {
  const asLabel = (name: string) => name.toLowerCase().replaceAll(/[/.]/g, "-");
  const last = (name: string) => name.slice(name.lastIndexOf("/") + 1);
  const pairs = [[asLabel(from), asLabel(to)] as const, [asLabel(last(from)), asLabel(last(to))] as const];
  const parts = `-${namespace}-`;
  const [old, now] = pairs.find(([one]) => parts.includes(`-${one}-`)) ?? ["", ""];
  return old === "" ? namespace : parts.replace(`-${old}-`, `-${now}-`).slice(1, -1);
}

/** A warning where two environments have objects of one kind, namespace and name. */
export function sameObjects(one: CompiledEnvironment, other: CompiledEnvironment): readonly Issue[] {
  const known = new Set(other.manifests.map(identity));
  const same = one.manifests.filter((object) => known.has(identity(object)));
  const [first, ...more] = same;
  if (first === undefined) return [];
  const namespace = namespaceOf(first) ?? "default";
  const others = more.length === 0 ? "" : ` and ${count(more.length, "other object")}`;
  return [
    {
      code: "new/same-objects",
      severity: "warning",
      message: `${other.name} has ${displayName(first)}${others} in the namespace ${namespace} too`,
      location: { file: one.file, line: 1, column: 1 },
      environment: one.name,
      why: "in one cluster each would overwrite the other; in clusters of their own they are apart.",
      hint: `for the same cluster: \`overlayer set ${namespaceOptions(one, new Set(same.map(namespaceOf))).join(" ")}\`.`,
    },
  ];
}

/** What to set for objects of other namespaces: `prod.namespace=…`, of several instances `shop[0].namespace=…`. */
function namespaceOptions({ name, evaluation }: CompiledEnvironment, old: ReadonlySet<string | undefined>) {
  const same = evaluation.instances.filter(({ options: { namespace } }) => old.has(String(namespace)));
  // what has no namespace, or one from an override, is of any of them
  return (same.length > 0 ? same : evaluation.instances).map(
    ({ path: [index] }) => `${name}${index === undefined ? "" : `[${index}]`}.namespace=…`,
  );
}
