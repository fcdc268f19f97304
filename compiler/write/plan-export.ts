import type { Issue } from "../issue.ts";
import type { Files, Tree } from "../tree.ts";
import type { WritePlan } from "./plan.ts";
import { ownership, replaceable } from "./seal.ts";

/**
 * Compares exported files with the folders that they are in. Whoever applies such a folder applies all that is in it, so
 * that a file of others there is a conflict, be it in the way or not.
 */
export function planExport(generated: Files, tree: Tree, folders: readonly string[]): WritePlan {
  const present = new Set(folders.flatMap((folder) => tree.files(folder)));
  const changes = [...new Set([...generated.keys(), ...present])]
    .sort()
    .map((path) => ({ path, before: tree.read(path), after: generated.get(path) }))
    .filter(({ before, after }) => before === undefined || before !== after);
  const isOwn = ({ path, before }: (typeof changes)[number]) =>
    before === undefined ? !present.has(path) : replaceable.includes(ownership(before));
  return {
    changes: new Map(changes.filter(isOwn).map(({ path, ...change }) => [path, change])),
    conflicts: changes.filter((one) => !isOwn(one)).map(({ path, before = "" }) => conflict(path, before)),
  };
}

function conflict(path: string, text: string): Issue {
  const location = { file: path, line: 1, column: 1 };
  if (ownership(text) === "edited") {
    return {
      code: "write/edited",
      message: "this generated file was edited, by hand or by a merge",
      location,
      why: "exporting would lose that edit.",
      hint: "put the change into the environment file that its first line names, delete this file and export again.",
    };
  }
  return foreignFile(path);
}

/** The issue of a file in an exported folder that Overlayer did not write. */
export function foreignFile(path: string): Issue {
  return {
    code: "write/foreign",
    message: "a file that Overlayer did not write is in the folder of an export",
    location: { file: path, line: 1, column: 1 },
    why: "whoever applies the folder would apply that file too, and Overlayer removes only its own.",
    hint: "move this file elsewhere, or export into another folder: `--out`.",
  };
}
