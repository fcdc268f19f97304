import type { Location } from "../issue.ts";
import { mentionsSecret } from "../kubernetes/hidden-secrets.ts";
import type { Style } from "./style.ts";
import { columns, endOf, startOf, visible } from "./text.ts";

/** Below this a frame shows too little to be of use; a narrower terminal wraps it. */
const narrowest = 40;
/** Where the output has no width: a longer line, such as that of generated JSON, is cut all the same. */
const widest = 500;

/**
 * The marked line of a source with carets below, behind a gutter as wide as the line's number; no lines where the source
 * has no such line or is no text, or where the line names a secret or holds one.
 */
export function codeFrame(source: string, location: Location, width: number, style: Style): readonly string[] {
  const line = source.split(/\r?\n/)[location.line - 1];
  if (line === undefined || line.includes("\0") || mentionsSecret(line)) return [];
  const number = String(location.line);
  const gutter = " ".repeat(number.length);
  const { text, start, length } = mark(
    line,
    location,
    Math.min(Math.max(width - number.length - 3, narrowest), widest),
  );
  const carets = " ".repeat(start) + style("red", "^".repeat(length));
  return [
    style("blue", `${gutter} |`),
    `${style("blue", `${number} |`)} ${text}`,
    `${style("blue", `${gutter} |`)} ${carets}`,
  ];
}

/** The line in at most `width` columns, cut where `…` stands, and the columns to mark in it. */
function mark(line: string, location: Location, width: number): { text: string; start: number; length: number } {
  const [from, to] = [location.column - 1, (location.endColumn ?? location.column + 1) - 1];
  const before = printed(line.slice(0, from));
  const marked = printed(line.slice(from, to));
  const rest = marked + printed(line.slice(to));
  const fits = columns(before + rest) <= width;
  const head = fits || columns(before) <= width / 2 ? before : `…${endOf(before, width / 2 - 1)}`;
  const room = width - columns(head);
  const tail = columns(rest) <= room ? rest : `${startOf(rest, room - 1)}…`;
  return { text: head + tail, start: columns(head), length: Math.max(1, Math.min(columns(marked), columns(tail))) };
}

function printed(code: string): string {
  return visible(code.replaceAll("\t", "  "));
}
