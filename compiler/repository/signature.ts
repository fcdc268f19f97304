import { lstatSync } from "node:fs";

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
  const found = currentSignature(path);
  return found !== undefined && Date.now() - found.changed < step ? unknown : found;
}

/** The same of a file that this process wrote: `unknown` too where its content is of after `written`, in milliseconds. */
export function signatureOfWritten(path: string, written: number): Signature {
  const found = signatureOf(path);
  return found === undefined || found.modified > written ? unknown : found;
}

/** What is there now, however young: only to be compared with what was kept. */
export function currentSignature(path: string): Signature | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() && !found?.isDirectory()) return undefined;
  return { inode: found.ino, size: found.size, modified: found.mtimeMs, changed: found.ctimeMs };
}

/** True where both are known and the same. */
export function isSame(one: Signature | undefined, other: Signature | undefined): boolean {
  if (one === undefined || other === undefined || one.inode === unknown.inode) return false;
  const { inode, size, modified, changed } = other;
  return one.inode === inode && one.size === size && one.modified === modified && one.changed === changed;
}

/**
 * Signatures as one text, which takes less time to read and to compare than their numbers. That of current ones equals that of
 * kept ones only where all are known and the same.
 */
export function packed(signatures: readonly (Signature | undefined)[]): string {
  const numbers = new Float64Array(signatures.length * 4);
  for (const [index, one] of signatures.entries()) {
    // -1 is no number of a kept one
    numbers[index * 4] = one?.inode ?? -1;
    numbers[index * 4 + 1] = one?.size ?? -1;
    numbers[index * 4 + 2] = one?.modified ?? -1;
    numbers[index * 4 + 3] = one?.changed ?? -1;
  }
  return Buffer.from(numbers.buffer).toString("base64");
}

/** The signatures of such a text. */
export function unpacked(text: string): readonly Signature[] {
  const numbers = new Float64Array(new Uint8Array(Buffer.from(text, "base64")).buffer);
  return Array.from({ length: numbers.length / 4 }, (_, index) => {
    const [inode = 0, size = 0, modified = 0, changed = 0] = numbers.subarray(index * 4);
    return { inode, size, modified, changed };
  });
}
