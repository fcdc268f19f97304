import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { parseYaml } from "../kubernetes/parse-yaml.ts";
import type { Files, Tree } from "../tree.ts";
import { kustomizationFile } from "./kustomization-file.ts";

/** Fields whose entries kustomize fetches from elsewhere where they are no local path. */
const fetched = [
  "resources",
  "bases",
  "components",
  "crds",
  "generators",
  "transformers",
  "validators",
  "configurations",
];

/**
 * All files that kustomize may read to build a folder: those of the folder and of the folders that it names, at any
 * depth. Or why they cannot be had: what is named is not in the tree, and would be fetched from elsewhere.
 */
export function localFiles(tree: Tree, directory: string): { readonly files: Files } | Missing {
  const files = new Map<string, string>();
  const folders = new Set([directory]);
  for (const folder of folders) {
    const read = readFolder(tree, folder);
    if ("reason" in read) return read;
    for (const [path, text] of read.files) files.set(path, text);
    for (const named of read.folders) folders.add(named);
  }
  return { files };
}

interface Missing {
  readonly reason: string;
}

/** The files of a folder with a kustomization, and the files and folders that this names. */
function readFolder(
  tree: Tree,
  folder: string,
): { readonly files: Files; readonly folders: ReadonlySet<string> } | Missing {
  const file = kustomizationFile(tree, folder);
  if (file === undefined) return { reason: `${folder} holds no kustomization.yaml` };
  const parsed = parseYaml(tree.read(file) ?? "");
  if ("problem" in parsed) return { reason: `${file}: ${parsed.problem.message}` };
  const [kustomization = null] = parsed.documents;
  const paths = textsIn(kustomization).flatMap((text) => inTree(folder, text) ?? []);
  const named = [...tree.files(folder), ...paths].map((path) => [path, tree.read(path)] as const);
  const files = new Map(named.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
  const folders = new Set(paths.filter((path) => !files.has(path) && kustomizationFile(tree, path) !== undefined));
  const missing = entriesOf(kustomization).find((entry) => !isLocal(entry, folder, files, folders));
  return missing === undefined
    ? { files, folders }
    : { reason: `${file}: ${missing} is not in this repository, and nothing is fetched` };
}

function isLocal(entry: string, folder: string, files: Files, folders: ReadonlySet<string>): boolean {
  const path = inTree(folder, entry);
  // a text of several lines is YAML in place of a path
  return entry.includes("\n") || (path !== undefined && (files.has(path) || folders.has(path)));
}

function entriesOf(kustomization: Json): readonly string[] {
  if (!isObject(kustomization)) return [];
  return fetched.flatMap((field) => {
    const entries = kustomization[field];
    return isList(entries) ? entries.filter((entry) => typeof entry === "string") : [];
  });
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** A relative path as a path of the tree; undefined where it leads out of it, or is no path. */
function inTree(folder: string, path: string): string | undefined {
  const steps = folder.split("/");
  if (path === "" || path.startsWith("/") || /\n|:\/\//.test(path)) return undefined;
  for (const step of path.split("/")) {
    if (step === "..") {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.length === 0 ? undefined : steps.join("/");
}
