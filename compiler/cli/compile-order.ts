import type { CompiledPart } from "../compile-parts.ts";
import { committedTree } from "../repository/committed-tree.ts";
import { outputFolders } from "../write/output-folders.ts";
import type { PartOrder, WasRead } from "./part.ts";
import { openProject } from "./project.ts";

/** Compiles a part of a fleet, in a thread of its own, and tells of each group. */
export async function compileOrder(
  { root, out, limits, sources, nextGroup }: PartOrder,
  tell: (part: CompiledPart) => void,
): Promise<WasRead | undefined> {
  const context = { directory: root, stdout: () => {}, stderr: () => {}, color: false, width: 0, variables: {} };
  const { compileGroups, tree } = openProject(new Map([["limits", limits]]), context);
  const isSound = await compileGroups(sources, nextGroup, () => committedTree(out, outputFolders), tell);
  return isSound ? { texts: tree.texts, signatures: tree.signatures } : undefined;
}
