import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { parseYaml } from "../kubernetes/parse-yaml.ts";
import type { Files, Tree } from "../tree.ts";

/** Names that kustomize looks for in a folder. */
const kustomizationNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** Fields whose entries kustomize fetches from elsewhere where they are no local path. */
const fetched = ["resources", "bases", "components", "crds", "generators", "transformers", "validators", "configurations"];

/** The kustomization of a folder, undefined where it has none. */
export function kustomizationFile(tree: Tree, directory: string): string | undefined {
  return kustomizationNames.map((name) => `${directory}/${name}`).find((path) => tree.read(path) !== undefined);
}

/**
 * All files that kustomize may read to build a folder: those of the folder and of the folders that it names, at any
 * depth. Or why they cannot be had: what is named is not in the tree, and would be fetched from elsewhere.
 */
export function localFiles(tree: Tree, directory: string): { readonly files: Files } | { readonly reason: string } {
  const files = new Map<string, string>();
  const folders = new Set([directory]);
  for (const folder of folders) {
    const file = kustomizationFile(tree, folder);
    if (file === undefined) return { reason: `${folder} holds no kustomization.yaml` };
    for (const path of tree.files(folder)) files.set(path, tree.read(path) ?? "");
    const parsed = parseYaml(tree.read(file) ?? "");
    if ("problem" in parsed) return { reason: `${file}: ${parsed.problem.message}` };
    const [kustomization = null] = parsed.documents;
    for (const text of textsIn(kustomization)) {
      const path = inTree(folder, text);
      if (path === undefined || text.includes("\n")) continue;
      const found = tree.read(path);
      if (found !== undefined) files.set(path, found);
      else if (kustomizationFile(tree, path) !== undefined) folders.add(path);
    }
    const missing = entriesOf(kustomization).find((entry) => !isLocal(entry, folder, files, folders));
    if (missing !== undefined) return { reason: `${file}: ${missing} is not in this repository, and nothing is fetched` };
  }
  return { files };
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
  if (path === "" || path.startsWith("/") || path.includes("://")) return undefined;
  for (const step of path.split("/")) {
    if (step === "..") {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.length === 0 ? undefined : steps.join("/");
}
