import { lstatSync } from "node:fs";

/** What tells without reading it that a file, or the list of a folder, is as it was: identity, size and times of change. */
export type Signature = string;

/**
 * How old a change has to be to show in the times, in milliseconds: Linux counts them in steps of up to 10, so that a file
 * that was just written can be written again within the same one. (Git calls such an entry racy.)
 */
const step = 50;

/**
 * Undefined where there is nothing, or a symbolic link, of which the target can change; empty, which equals no other, where the last change is too young to tell the next. To
 * be asked for before the content is read: a change after that shows.
 */
export function signatureOf(path: string): Signature | undefined {
  return signature(path, Number.POSITIVE_INFINITY);
}

/** The same of a file that this process wrote: empty too where its content is of after `written`, in milliseconds. */
export function signatureOfWritten(path: string, written: number): Signature {
  return signature(path, written) ?? "";
}

function signature(path: string, written: number): Signature | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isSymbolicLink()) return undefined;
  const { ino, size, mtimeMs, ctimeMs } = found;
  if (Date.now() - ctimeMs < step || mtimeMs > written) return "";
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}

/** True where both are known and the same. */
export function isSame(one: Signature | undefined, other: Signature | undefined): boolean {
  return one !== undefined && one !== "" && one === other;
}
