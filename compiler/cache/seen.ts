import { basename, dirname } from "node:path";
import { blobId } from "../repository/blob-id.ts";
import { isSettled, latestSignature, type Signature, unknown } from "../repository/signature.ts";
import type { Files } from "../tree.ts";
import { digestOfNames, type Folder } from "./record.ts";

/** A generated file as a record tells of it. */
export interface SeenFile {
  readonly path: string;
  readonly signature: Signature;
  /** Git's id of its text. */
  readonly id: string;
}

/** Generated files and the folders that hold them and nothing else, as they were when they were staged. */
export interface Seen {
  readonly files: readonly SeenFile[];
  readonly folders: readonly Folder[];
}

/** The same by path. */
export interface SeenByPath {
  readonly files: ReadonlyMap<string, SeenFile>;
  readonly folders: ReadonlyMap<string, Folder>;
}

/** Where everything has to be looked at. */
export const nothingSeen: SeenByPath = { files: new Map(), folders: new Map() };

/** The paths of all these files. */
export function pathsOf(all: readonly Seen[]): ReadonlySet<string> {
  return new Set(all.flatMap(({ files }) => files.map(({ path }) => path)));
}

/** Looks at files that were just written; `at` tells where each, or a folder, is staged. */
export function lookAt(files: Files, at: (path: string) => string): Seen {
  const names = new Map<string, string[]>();
  for (const path of files.keys()) {
    const folder = dirname(path);
    const own = names.get(folder) ?? [];
    if (own.push(basename(path)) === 1) names.set(folder, own);
  }
  return {
    files: [...files].map(([path, text]) => ({
      path,
      signature: latestSignature(at(path)) ?? unknown,
      id: blobId(text),
    })),
    folders: [...names].map(([path, own]) => ({
      ...{ path, signature: latestSignature(at(path)) ?? unknown, digest: digestOfNames(own) },
    })),
  };
}

/**
 * What of all this still holds once others can change the files, at `time` in milliseconds: what was written just before could
 * change unseen, and of a folder that another one was made in, the list is another.
 */
export function settledAt(time: number, all: readonly Seen[]): SeenByPath {
  const isKept = ({ signature }: SeenFile | Folder) => isSettled(signature, time);
  const byPath = <One extends SeenFile | Folder>(ones: readonly One[]) =>
    new Map(ones.filter(isKept).map((one) => [one.path, one]));
  const folders = byPath(all.flatMap((seen) => seen.folders));
  for (const { path } of all.flatMap((seen) => seen.folders)) folders.delete(dirname(path));
  return { files: byPath(all.flatMap((seen) => seen.files)), folders };
}
