import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type InputObject, readInput, repeatedObjects } from "../import/documents.ts";
import type { ImportSource } from "../import.ts";
import type { Issue } from "../issue.ts";
import { identity, namespaceOf } from "../kubernetes/identity.ts";
import { isClusterScoped } from "../kubernetes/namespace.ts";
import type { Given } from "./command.ts";
import type { Context } from "./context.ts";

/** What the paths of an import hold. */
export interface ReadInput {
  readonly sources: readonly ImportSource[];
  readonly issues: readonly Issue[];
  /** The texts that were read, by what they are called in messages. */
  readonly texts: ReadonlyMap<string, string>;
  /** The text to show lines of; undefined where it holds secrets. */
  source(file: string): string | undefined;
}

/** Reads manifests from files, folders and stdin (`-`). */
export async function readPaths(
  paths: readonly string[],
  values: Given["values"],
  context: Context,
): Promise<ReadInput> {
  const texts = new Map(paths.flatMap((path) => textsAt(path, context)));
  const files = [...texts].map(([file, text]) => readInput(file, text));
  const namespace = values.get("namespace");
  const objects = files.flatMap((one) => one.objects);
  const placed = objects.map((one) => inNamespace(one, namespace ?? "default"));
  const issues = [
    ...files.flatMap((one) => one.issues),
    ...repeatedObjects(placed, identity),
    ...(namespace === undefined ? unknownNamespace(objects) : []),
  ];
  const origin = [...texts.keys()].map((file) => basename(file)).join(", ");
  return {
    sources: [{ name: values.get("name") ?? "prod", origin, objects: placed }],
    issues,
    texts,
    source: (file) => {
      const text = texts.get(file);
      return text === undefined || /^\s*"?kind"?:\s*"?Secret/m.test(text) ? undefined : text;
    },
  };
}

function textsAt(path: string, context: Context): readonly (readonly [string, string])[] {
  if (path === "-") return [["stdin", readFileSync(0, "utf8")]];
  const file = resolve(context.directory, path);
  if (!statSync(file).isDirectory()) return [[path, readFileSync(file, "utf8")]];
  const names = readdirSync(file)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort();
  return names.map((name) => [join(path, name), readFileSync(join(file, name), "utf8")] as const);
}

function inNamespace(input: InputObject, namespace: string): InputObject {
  const { object } = input;
  if (namespaceOf(object) !== undefined || isClusterScoped(object)) return input;
  const { name, ...metadata } = object.metadata;
  return { ...input, object: { ...object, metadata: { name, namespace, ...metadata } } };
}

function unknownNamespace(objects: readonly InputObject[]): readonly Issue[] {
  const without = objects.filter(({ object }) => namespaceOf(object) === undefined && !isClusterScoped(object));
  if (without.length === 0) return [];
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
