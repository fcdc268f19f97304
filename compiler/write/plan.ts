import type { Issue } from "../issue.ts";
import { type Files, type Tree, treeOf } from "../tree.ts";
import { outputFolders } from "./output-folders.ts";
import { type Ownership, ownership, replaceable } from "./seal.ts";
import { isNewer, versionFile, versionIn } from "./version.ts";

/** The folders that exports are written into, of which every file is generated. */
export const exportFolders: readonly string[] = ["manifests", "chart"];

/** What a run does to a file: its text before and after, undefined where there is no such file. */
export interface Change {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** What a run would do to the tree. */
export interface WritePlan {
  /** By path, sorted; files that stay as they are are left out. */
  readonly changes: ReadonlyMap<string, Change>;
  /** Files in the way that are not Overlayer's, or were edited since: nothing may be written then. */
  readonly conflicts: readonly Issue[];
}

/**
 * Compares generated files with the tree, where git may have changed the line ends on checkout. `stale` says which existing files this run is responsible for: those that it
 * does not generate are removed, if Overlayer wrote them. Only what is of an ownership in `yielding` is overwritten or
 * removed; a file that is somebody else's is never removed.
 */
export function planWrite(
  generated: Files,
  tree: Tree,
  stale: (path: string) => boolean,
  yielding: ReadonlySet<Ownership> = new Set(replaceable),
): WritePlan {
  const present = new Map(outputFolders.map((folder) => [folder, tree.files(folder)]));
  // a first run need not look for each file
  const isEmpty = (path: string) => present.get(path.slice(0, path.indexOf("/")))?.length === 0;
  const rewritten = [...generated]
    .map(([path, after]) => ({ path, before: isEmpty(path) ? undefined : tree.read(path), after }))
    .filter(({ before, after }) => before !== after && before?.replaceAll("\r\n", "\n") !== after);
  const leftover = [...present.values()]
    .flat()
    .filter((path) => !generated.has(path) && stale(path))
    .map((path) => ({ path, before: tree.read(path) ?? "" }))
    .filter(({ before }) => ownership(before) !== "foreign");
  const owned = [...rewritten, ...leftover]
    .map((one) => ({ ...one, owner: one.before === undefined ? undefined : ownership(one.before) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const isFree = ({ owner }: { readonly owner: Ownership | undefined }) => owner === undefined || yielding.has(owner);
  const blocked = owned.filter((one) => !isFree(one));
  return {
    changes: new Map(owned.filter(isFree).map(({ path, owner: _, ...change }) => [path, change])),
    conflicts: [...newerCompiler(generated, tree), ...blocked.map(({ path, owner }) => conflict(path, owner))],
  };
}

function conflict(path: string, owner: Ownership | undefined): Issue {
  const location = { file: path, line: 1, column: 1 };
  if (owner === "edited") {
    return {
      code: "write/edited",
      message: "this generated file was edited, by hand or by a merge",
      location,
      why: "compiling would lose that edit.",
      hint: "put the change into the environment file that its first line names, then throw the edit away: `overlayer compile --discard`.",
    };
  }
  return {
    code: "write/foreign",
    message: "a file that Overlayer did not write is in the way",
    location,
    why: "Overlayer overwrites only its own files.",
    hint: "move this file elsewhere and compile again, or have it replaced: `overlayer compile --adopt`.",
  };
}

function newerCompiler(generated: Files, tree: Tree): readonly Issue[] {
  const own = versionIn(treeOf(generated));
  const wrote = versionIn(tree);
  if (own === undefined || wrote === undefined || !isNewer(wrote, own)) return [];
  return [
    {
      code: "write/newer",
      message: `base/ and overlays/ were compiled by overlayer ${wrote}, and this is ${own}`,
      location: { file: versionFile, line: 1, column: 1 },
      why: "an older compiler would undo what the newer one does better, in every environment.",
      hint: `run \`npm ci\` to get the version of the repository; to go back on purpose, delete ${versionFile} first.`,
    },
  ];
}
