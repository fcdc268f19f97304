import { blobId } from "../repository/blob-id.ts";
import type { KnownFolders } from "../repository/commit-tree.ts";
import type { CommittedTree, Files } from "../tree.ts";
import type { Unit } from "./record.ts";

/** Tells which units a commit has as they were generated, with nothing else in their folders; `ids` are git's, by path. */
export function isCommittedIn(ids: Files): (unit: Unit) => boolean {
  const hasNames = hasNamesIn(ids);
  return (unit) => hasNames(unit) && unit.files.every((path, index) => ids.get(path) === unit.ids[index]);
}

/** The same of the names of the files only. */
function hasNamesIn(ids: Files): (unit: Unit) => boolean {
  const counts = new Map<string, number>();
  for (const path of ids.keys()) {
    // of so many files dirname takes milliseconds
    const folder = path.slice(0, path.lastIndexOf("/"));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return ({ folders, files }) =>
    folders.reduce((sum, folder) => sum + (counts.get(folder) ?? 0), 0) === files.length &&
    files.every((path) => ids.has(path));
}

/** The unit with a note of whether a commit has it as it was generated. */
export function notedIn(ids: Files): (unit: Unit) => Unit {
  const isCommitted = isCommittedIn(ids);
  return (unit) => ({ ...unit, committed: isCommitted(unit) ? "generated" : undefined });
}

/** The bounds of what is kept of one run: every later one reads it. */
const few = { units: 16, characters: 2 ** 16 };

/** The same with the texts that the commit has instead, where they are few. */
export function withCommitted(units: readonly Unit[], tree: CommittedTree): readonly Unit[] {
  const noted = units.map(notedIn(tree.ids));
  const hasNames = hasNamesIn(tree.ids);
  const others = noted.filter((unit) => unit.committed === undefined && hasNames(unit));
  if (others.length === 0 || others.length > few.units) return noted;
  tree.prefetch(others.flatMap(({ files }) => files));
  const texts = new Map(others.map(({ file, files }) => [file, files.map((path) => tree.read(path) ?? "")]));
  const characters = [...texts.values()].flat().reduce((sum, text) => sum + text.length, 0);
  if (characters > few.characters) return noted;
  return noted.map((unit) => ({ ...unit, committed: unit.committed ?? texts.get(unit.file) }));
}

/** All that is known of what the commit has in the folders of units; undefined where something is not. */
export function knownFolders(units: readonly Unit[]): KnownFolders | undefined {
  const ids = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const unit of units) {
    const { committed, files } = unit;
    if (committed === undefined) return undefined;
    const ofUnit = committed === "generated" ? unit.ids : committed.map((text) => blobId(text));
    for (const [index, path] of files.entries()) {
      ids.set(path, ofUnit[index] ?? "");
      if (committed !== "generated") texts.set(path, committed[index] ?? "");
    }
  }
  return { folders: new Set(units.flatMap(({ folders }) => folders)), ids, texts };
}
