import type { ReleaseName } from "../application.ts";
import type { Issue } from "../issue.ts";
import { namespaceOf } from "../kubernetes/identity.ts";
import { isClusterScoped } from "../kubernetes/namespace.ts";
import { type InputObject, type InputValues, readInput, repeatedObjects } from "./documents.ts";

/** What is to become one environment. */
export interface ImportSource {
  /** Of the environment. */
  readonly name: string;
  /** What it is read from, for people: `zookeeper.yaml`. */
  readonly origin: string;
  readonly objects: readonly InputObject[];
  /** A values file in place of objects. */
  readonly values?: InputValues;
  /** Of a values file. */
  readonly release: ReleaseName;
}

/** What a command line asks for. */
export interface Asked {
  /** Name of the environment, where there is one only. */
  readonly name: string | undefined;
  /** Of objects and values files that name none. */
  readonly namespace: string | undefined;
  /** Of values files. */
  readonly release: string | undefined;
}

interface Text {
  readonly file: string;
  readonly text: string;
  readonly environment?: string;
}

/**
 * The environments of texts: all manifests together are one, called prod unless another name is asked for; each values
 * file is one, and so is each text that names its environment.
 */
export function sourcesOf(
  texts: readonly Text[],
  { name, namespace, release }: Asked,
): { readonly sources: readonly ImportSource[]; readonly issues: readonly Issue[] } {
  const read = texts.map(({ file, text, environment }) => ({ file, environment, ...readInput(file, text) }));
  const nameOf = ({ file, environment, values }: (typeof read)[number]) =>
    values === undefined ? (environment ?? "prod") : nameOfValues(file);
  const names = [...new Set(read.map(nameOf))];
  const groups = names.map((own) => ({ own, members: read.filter((one) => nameOf(one) === own) }));
  const named = groups.map(({ own, members }) => {
    const [first] = members;
    const values = first?.values === undefined ? {} : { values: { file: first.file, values: first.values } };
    const origin = members.map(({ file }) => file.split("/").at(-1)).join(", ");
    const objects = members.flatMap((one) => one.objects);
    return {
      name: groups.length === 1 ? (name ?? own) : own,
      origin,
      objects,
      release: { name: release, namespace },
      ...values,
    };
  });
  const sources = named.map((one) => ({ ...one, objects: one.objects.map((object) => placed(object, namespace)) }));
  const issues = [
    ...read.flatMap((one) => one.issues),
    ...sources.flatMap(({ objects }) => repeatedObjects(objects)),
    ...groups.flatMap(({ own, members }) => (members.length > 1 && members.some(isAlone) ? [sameName(own)] : [])),
    ...(groups.length > 1 && name !== undefined ? [severalEnvironments(names)] : []),
    ...(namespace === undefined ? unknownNamespace(named.flatMap(({ objects }) => objects)) : []),
  ];
  return { sources, issues };
}

/** True for what is a whole environment, where files of manifests are parts of one. */
function isAlone({
  values,
  environment,
}: {
  readonly values?: unknown;
  readonly environment: string | undefined;
}): boolean {
  return values !== undefined || environment !== undefined;
}

/** `values-mini.yaml` is the environment mini, `values.yaml` prod, `mini.yaml` mini. */
function nameOfValues(file: string): string {
  const stem = (file.split("/").at(-1) ?? file).replace(/\.\w+$/, "").toLowerCase();
  return stem.replace(/^values[-_.]?/, "") || "prod";
}

function placed(input: InputObject, namespace = "default"): InputObject {
  const { object } = input;
  if (namespaceOf(object) !== undefined || isClusterScoped(object)) return input;
  const { name, ...metadata } = object.metadata;
  return { ...input, object: { ...object, metadata: { name, namespace, ...metadata } } };
}

function unknownNamespace(objects: readonly InputObject[]): readonly Issue[] {
  if (objects.every(({ object }) => namespaceOf(object) !== undefined || isClusterScoped(object))) return [];
  return [
    {
      code: "import/namespace",
      severity: "warning",
      message: "the input names no namespace: it is taken to be default",
      why: "in another namespace Overlayer would start a new, empty ensemble beside the one that runs.",
      hint: "if it runs elsewhere, name that by --namespace.",
    },
  ];
}

function sameName(name: string): Issue {
  const hint = "import them one by one, each with a --name.";
  return { code: "import/name", message: `several of the paths would be the environment ${name}`, hint };
}

function severalEnvironments(names: readonly string[]): Issue {
  const hint = "leave --name out, or import them one by one.";
  return { code: "import/name", message: `--name is for one environment, and these are ${names.join(", ")}`, hint };
}
