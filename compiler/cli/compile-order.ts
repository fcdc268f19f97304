import { committedTree } from "../repository/committed-tree.ts";
import { outputFolders } from "../write/output-folders.ts";
import type { PartOrder, WasRead } from "./part.ts";
import { openProject } from "./project.ts";
import { type StagedPart, stagePart } from "./stage-part.ts";

/** Compiles a part of a fleet, in a thread of its own, and tells of each group. */
export async function compileOrder(
  { root, out, limits, sources, nextFile, staging, known }: PartOrder,
  tell: (part: StagedPart) => void,
): Promise<WasRead | undefined> {
  const context = { directory: root, stdout: () => {}, stderr: () => {}, color: false, width: 0, variables: {} };
  const { compileGroups, tree } = openProject(new Map([["limits", limits]]), context, undefined, known);
  const committed = () => committedTree(out, outputFolders);
  const isSound = await compileGroups(
    sources,
    nextFile,
    committed,
    () => {},
    (part) => tell(stagePart(part, staging)),
  );
  return isSound ? { texts: tree.texts, signatures: tree.signatures } : undefined;
}
