import type { Tree } from "../tree.ts";

/** Names that kustomize looks for in a folder. */
const kustomizationNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** The kustomization of a folder, undefined where it has none. */
export function kustomizationFile(tree: Tree, directory: string): string | undefined {
  return kustomizationNames.map((name) => `${directory}/${name}`).find((path) => tree.read(path) !== undefined);
}
