import { committedTree } from "../repository/committed-tree.ts";
import { outputFolders } from "../write/output-folders.ts";
import type { PartOrder, PartResult } from "./part.ts";
import { openProject } from "./project.ts";

/** Compiles a part of a fleet, in a thread of its own. */
export async function compileOrder({ root, out, limits, sources, nextGroup }: PartOrder): Promise<PartResult> {
  const context = { directory: root, stdout: () => {}, stderr: () => {}, color: false, width: 0, variables: {} };
  const { compileGroups, tree } = openProject(new Map([["limits", limits]]), context);
  const parts = await compileGroups(sources, nextGroup, () => committedTree(out, outputFolders));
  return parts && { parts, texts: tree.texts, signatures: tree.signatures };
}
