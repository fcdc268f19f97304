import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Issue } from "../issue.ts";
import type { Tree } from "../tree.ts";
import { refuseObstacles } from "./obstacles.ts";
import { foreignFile } from "./plan-export.ts";
import { writing } from "./system-error.ts";

/** The folder of the image layout below the one that is exported into. */
const layoutFolder = "oci";

const ownPath = /^oci\/(?:oci-layout|index\.json|blobs\/sha256\/[0-9a-f]{64})$/;

/** Issues for the files of the layout that Overlayer did not write; `mark` stands in the index of its own. */
export function layoutConflicts(tree: Tree, mark: string): readonly Issue[] {
  const isOwn = tree.read(`${layoutFolder}/index.json`)?.includes(mark) === true;
  return tree
    .files(layoutFolder)
    .filter((path) => !(isOwn && ownPath.test(path)))
    .map(foreignFile);
}

/**
 * Replaces the layout in `root`, of which `tree` are the files, by these, staged in the folder that `withLock` gave. Blobs
 * come before the index that names them and go after it, so that at any moment the layout is the old one or the new one.
 * Gives the paths that were written or removed. Throws SetupError.
 */
export function writeLayout(
  root: string,
  tree: Tree,
  staging: string,
  files: ReadonlyMap<string, Uint8Array>,
): readonly string[] {
  const wanted = new Map([...files].map(([path, content]) => [`${layoutFolder}/${path}`, content]));
  return writing("could not write the image layout", () => {
    refuseObstacles(root, [...wanted.keys()]);
    mkdirSync(join(root, layoutFolder, "blobs/sha256"), { recursive: true });
    const changed = [...wanted].filter(([path, content]) => !isAt(join(root, path), content)).sort(indexLast);
    for (const [path, content] of changed) {
      writeFileSync(join(staging, "staged"), content);
      renameSync(join(staging, "staged"), join(root, path));
    }
    const stale = tree.files(layoutFolder).filter((path) => !wanted.has(path));
    for (const path of stale) rmSync(join(root, path));
    return [...changed.map(([path]) => path), ...stale];
  });
}

function indexLast([a]: readonly [string, Uint8Array], [b]: readonly [string, Uint8Array]): number {
  return Number(a.endsWith("/index.json")) - Number(b.endsWith("/index.json"));
}

function isAt(file: string, content: Uint8Array): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true && readFileSync(file).equals(content);
}
