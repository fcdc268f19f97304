import { isUtf8 } from "node:buffer";

/** Where bytes first are no UTF-8, line and column from 1; undefined where all are. */
export function firstInvalid(bytes: Buffer): { readonly line: number; readonly column: number } | undefined {
  if (isUtf8(bytes)) return undefined;
  const lines = bytes
    .toString("latin1")
    .split("\n")
    .map((line) => Buffer.from(line, "latin1"));
  const index = lines.findIndex((line) => !isUtf8(line));
  return { line: index + 1, column: (lines[index]?.toString("utf8").indexOf("\ufffd") ?? 0) + 1 };
}
