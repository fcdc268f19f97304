/** What the type checker says of one place, or of no place. */
export interface Diagnostic {
  /** Path as printed, with the line and the column (UTF-16) from 1. */
  readonly place?: { readonly path: string; readonly line: number; readonly column: number };
  /** Such as `TS2322`; `unfinished` where the checker did not come to its end. */
  readonly code: string;
  /** The first line says what, each further one why, indented by how deep it explains. */
  readonly lines: readonly string[];
}

const placed = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;
const unplaced = /^error (TS\d+): (.*)$/;

/** Reads the output of `tsc --pretty false`; undefined where any line of it is something else. */
export function parseDiagnostics(output: string): readonly Diagnostic[] | undefined {
  const diagnostics: (Diagnostic & { readonly lines: string[] })[] = [];
  for (const line of output.split(/\r?\n/)) {
    const next = parseLine(line);
    const last = diagnostics.at(-1);
    if (next !== undefined) diagnostics.push(next);
    else if (last !== undefined && line.startsWith("  ")) last.lines.push(line);
    else if (line !== "") return undefined;
  }
  return diagnostics;
}

function parseLine(line: string): (Diagnostic & { readonly lines: string[] }) | undefined {
  const [, path, row, column, code, message] = placed.exec(line) ?? [];
  if (path !== undefined && code !== undefined && message !== undefined) {
    return { place: { path, line: Number(row), column: Number(column) }, code, lines: [message] };
  }
  const [, bareCode, bareMessage] = unplaced.exec(line) ?? [];
  return bareCode === undefined || bareMessage === undefined ? undefined : { code: bareCode, lines: [bareMessage] };
}
