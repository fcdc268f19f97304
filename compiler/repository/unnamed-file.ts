import { constants, fstatSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Opens a new temporary file that has no name any more: it is gone as soon as everybody has closed it. */
export function unnamedFile(): number {
  const folder = mkdtempSync(join(tmpdir(), "overlayer-"));
  try {
    return openSync(join(folder, "file"), constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** All that is in an open file, wherever it is read or written at. */
export function textOf(file: number): string {
  const bytes = Buffer.alloc(fstatSync(file).size);
  readSync(file, bytes, 0, bytes.length, 0);
  return bytes.toString("utf8");
}
