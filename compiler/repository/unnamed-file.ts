import {
  closeSync,
  constants,
  fstatSync,
  mkdtempSync,
  openSync,
  readSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Hands out a new temporary file of a text that has no name any more: it is gone when everybody has closed it. */
export async function withUnnamedFile<Result>(text: string, use: (file: number) => Promise<Result>): Promise<Result> {
  const file = openUnnamed();
  try {
    // at its place, so that whoever reads on begins at the start
    writeSync(file, text, 0);
    return await use(file);
  } finally {
    closeSync(file);
  }
}

function openUnnamed(): number {
  const folder = mkdtempSync(join(tmpdir(), "overlayer-"));
  const path = join(folder, "file");
  try {
    const file = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
    unlinkSync(path);
    return file;
  } finally {
    rmdirSync(folder);
  }
}

/** All that is in an open file, wherever the next byte is read or written. */
export function bytesOf(file: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(file).size);
  readSync(file, bytes, 0, bytes.length, 0);
  return bytes;
}
