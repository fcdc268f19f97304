import type { Issue } from "../issue.ts";
import type { Files, Tree } from "../tree.ts";
import { ownership } from "./seal.ts";

/** What a run would do to the tree; paths are sorted. */
export interface WritePlan {
  /** New or different files, with their text. */
  readonly write: Files;
  /** Files that Overlayer wrote earlier and that nothing generates any more. */
  readonly remove: readonly string[];
  /** Files in the way that are not Overlayer's, or were edited since: nothing may be written then. */
  readonly conflicts: readonly Issue[];
}

/**
 * Compares generated files with the tree. `stale` says which existing files this run is responsible for: those that it
 * does not generate are removed, if Overlayer wrote them. Nobody else's file is ever overwritten or removed.
 */
export function planWrite(generated: Files, tree: Tree, stale: (path: string) => boolean): WritePlan {
  const write = new Map<string, string>();
  const conflicts: Issue[] = [];
  for (const path of [...generated.keys()].sort()) {
    const text = generated.get(path) ?? "";
    const present = tree.read(path);
    if (present === text) continue;
    const owner = present === undefined ? "intact" : ownership(present);
    if (owner === "intact") write.set(path, text);
    else conflicts.push(conflict(path, owner));
  }
  const leftovers = ["base", "overlays"]
    .flatMap((directory) => tree.files(directory))
    .filter((path) => !generated.has(path) && stale(path))
    .map((path) => ({ path, owner: ownership(tree.read(path) ?? "") }));
  conflicts.push(...leftovers.filter(({ owner }) => owner === "edited").map(({ path }) => conflict(path, "edited")));
  return { write, remove: leftovers.filter(({ owner }) => owner === "intact").map(({ path }) => path), conflicts };
}

function conflict(path: string, owner: "edited" | "foreign"): Issue {
  const location = { file: path, line: 1, column: 1 };
  if (owner === "edited") {
    return {
      code: "write/edited",
      message: "this generated file was edited by hand",
      location,
      why: "compiling would lose that edit.",
      hint: "put the change into the environment file that its first line names, then delete this file and compile again.",
    };
  }
  return {
    code: "write/foreign",
    message: "a file that Overlayer did not write is in the way",
    location,
    why: "Overlayer overwrites only its own files.",
    hint: "move this file elsewhere, then compile again.",
  };
}
