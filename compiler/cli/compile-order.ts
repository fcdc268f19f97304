import { committedTree } from "../repository/committed-tree.ts";
import { outputFolders } from "../write/output-folders.ts";
import type { PartOrder, PartResult } from "./part.ts";
import { openProject } from "./project.ts";

/** Compiles a part of a fleet, in a thread of its own. */
export async function compileOrder({ root, out, limits, sources, done }: PartOrder): Promise<PartResult> {
  const counter = new Int32Array(done);
  const context = { directory: root, stdout: () => {}, stderr: () => {}, color: false, width: 0, variables: {} };
  const { compilePart, tree } = openProject(new Map([["limits", limits]]), context);
  const part = await compilePart(
    sources,
    () => committedTree(out, outputFolders),
    (_, number) => Atomics.store(counter, 0, number),
  );
  return part && { part, texts: tree.texts, signatures: tree.signatures };
}
