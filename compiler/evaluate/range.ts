import type { Location } from "../issue.ts";

/** The location of a part of a source text; offsets are of UTF-16. */
export function rangeOf(file: string, source: string, start: number, end: number): Location {
  const lineStart = source.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = source.indexOf("\n", start);
  const line = source.slice(0, lineStart).split("\n").length;
  const stop = Math.min(end, lineEnd === -1 ? source.length : lineEnd);
  const column = start - lineStart + 1;
  return { file, line, column, ...(stop > start ? { endColumn: stop - lineStart + 1 } : {}) };
}
