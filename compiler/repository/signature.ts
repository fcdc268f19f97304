import { lstatSync, type Stats } from "node:fs";

/** What tells without reading it that a file, or the list of a folder, is as it was; times are in milliseconds. */
export interface Signature {
  readonly inode: number;
  readonly size: number;
  readonly modified: number;
  /** When anything of it changed, its attributes too: no program can set that. */
  readonly changed: number;
}

/** Of what may change again unseen: equals no other. */
export const unknown: Signature = { inode: 0, size: 0, modified: 0, changed: 0 };

/**
 * How old a change has to be to show in the times, in milliseconds: Linux counts them in steps of up to 10, so that a file
 * that was just written can be written again within the same one. (Git calls such an entry racy.)
 */
const step = 50;

/**
 * Undefined where there is no file or folder: what is behind a symbolic link can change; `unknown` where the last change is
 * too young to tell the next. To be asked for before the content is read: a change after that shows.
 */
export function signatureOf(path: string): Signature | undefined {
  const found = latestSignature(path);
  return found === undefined || isSettled(found, Date.now()) ? found : unknown;
}

/** The same however young the last change is: of what nobody else knows of yet. */
export function latestSignature(path: string): Signature | undefined {
  const found = statsOf(path);
  if (!found?.isFile() && !found?.isDirectory()) return undefined;
  return { inode: found.ino, size: found.size, modified: found.mtimeMs, changed: found.ctimeMs };
}

/** True where a change at that time, in milliseconds, or later shows in the times. */
export function isSettled({ changed }: Signature, time: number): boolean {
  return time - changed >= step;
}

/** What is at a path itself, also where that is a symbolic link; undefined where nothing is. */
export function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // a file is where a folder on the way was
    return undefined;
  }
}

/** The same of a file that this process wrote: `unknown` too where its content is of after `written`, in milliseconds. */
export function signatureOfWritten(path: string, written: number): Signature {
  const found = signatureOf(path);
  return found === undefined || found.modified > written ? unknown : found;
}

/** Numbers of one packed signature. */
export const packedLength = 4;

/** Signatures one after the other, four numbers each: many are read and compared in less time than as objects. */
export function packed(signatures: readonly Signature[]): Float64Array {
  const numbers = new Float64Array(signatures.length * packedLength);
  let at = 0;
  for (const { inode, size, modified, changed } of signatures) {
    numbers[at] = inode;
    numbers[at + 1] = size;
    numbers[at + 2] = modified;
    numbers[at + 3] = changed;
    at += packedLength;
  }
  return numbers;
}

/** True where what was found at a path has the packed signature that begins `at` an index, and that is known. */
export function isAsPacked(found: Stats | undefined, kept: Float64Array, at: number): boolean {
  return (
    found !== undefined &&
    kept[at] === found.ino &&
    kept[at + 1] === found.size &&
    kept[at + 2] === found.mtimeMs &&
    kept[at + 3] === found.ctimeMs &&
    (found.isFile() || found.isDirectory())
  );
}
