import type { Files } from "../../compiler/tree.ts";
import { sealFile } from "../../compiler/write/seal.ts";

/** Two states of the generated files: of thirty overlays some change, some come and some go. */
export const trees: readonly [Files, Files] = [treeOf("a", [0, 20]), treeOf("b", [10, 30])];

function treeOf(text: string, [from, to]: readonly [number, number]): Files {
  const folders = ["base", ...Array.from({ length: to - from }, (_, index) => `overlays/eu/${from + index}`)];
  const files = folders.flatMap((folder) =>
    ["kustomization.yaml", "statefulset-zk.yaml", `only-${text}.yaml`].map((name) => `${folder}/${name}`),
  );
  return new Map(files.map((path) => [path, sealFile("environments/base.ts", `${text}: ${path}\n`.repeat(20))]));
}
