import type { DiffLine, FieldChange, Hunk, TextChange } from "../change.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import type { Style } from "./style.ts";
import { columns, shorten, shortenPair, visibleLine } from "./text.ts";
import { formatEntry, formatPath, formatTree, formatValue } from "./value.ts";

type Sign = "+" | "-";
const colors = { "+": "green", "-": "red" } as const;

/** One changed field as lines of at most `width` columns: `~ spec.replicas: 5 → 7`. */
export function fieldChangeLines(field: FieldChange, width: number, style: Style): readonly string[] {
  const path = formatPath(field.path);
  switch (field.change) {
    case "added":
      return signedLines("+", formatEntry(path, field.new), width, style);
    case "removed":
      return signedLines("-", formatEntry(path, field.old), width, style);
    case "changed":
      return changedLines(path, field.old, field.new, width, style);
    case "reordered":
      return changedLines(`${path} reordered`, field.old, field.new, width, style);
    case "text":
      return [`${style("yellow", "~")} ${path}:`, ...indent(textLines(field, width - 4, style))];
  }
}

/** Lines of a value that is new or gone, each with its sign. */
export function signedLines(sign: Sign, lines: readonly string[], width: number, style: Style): readonly string[] {
  return lines.map((line) => style(colors[sign], `${sign} ${shorten(line, width - 2)}`));
}

function changedLines(path: string, old: Json, now: Json, width: number, style: Style): readonly string[] {
  const start = `${style("yellow", "~")} ${path}:`;
  const [before, after] = [formatValue(old), formatValue(now)];
  if (columns(`~ ${path}: ${before} → ${after}`) <= width) {
    return [`${start} ${style("red", before)} → ${style("green", after)}`];
  }
  if (isNested(old) !== isNested(now)) {
    return [start, ...indent(treeLines("-", old, width - 4, style)), ...indent(treeLines("+", now, width - 4, style))];
  }
  const [shortBefore, shortAfter] = shortenPair(before, after, width - 6);
  return [start, ...indent([style("red", `- ${shortBefore}`), style("green", `+ ${shortAfter}`)])];
}

function isNested(value: Json): boolean {
  return isList(value) || isObject(value);
}

function treeLines(sign: Sign, value: Json, width: number, style: Style): readonly string[] {
  return signedLines(sign, formatTree(value), width, style);
}

function textLines(field: TextChange, width: number, style: Style): readonly string[] {
  const lines = field.hunks.flatMap((hunk) => hunkLines(hunk, width, style));
  if (field.old.endsWith("\n") === field.new.endsWith("\n")) return lines;
  const which = field.new.endsWith("\n") ? "old text did" : "new text does";
  return [...lines, style("dim", `(the ${which} not end with a line end)`)];
}

/** Changed lines of a text with their signs, and those around them, below the number of the first. */
export function hunkLines(hunk: Hunk, width: number, style: Style): readonly string[] {
  const counterparts = counterpartsOf(hunk.lines);
  const lines = hunk.lines.map((line) => {
    const text = visibleLine(line.text);
    const counterpart = visibleLine(counterparts.get(line)?.text ?? "");
    const [short] = shortenPair(text, counterpart, width - 2);
    return line.sign === " " ? style("dim", `  ${short}`) : style(colors[line.sign], `${line.sign} ${short}`);
  });
  return [style("dim", `line ${hunk.line}`), ...lines];
}

/** Each removed line and the added one that took its place, both ways. */
function counterpartsOf(lines: readonly DiffLine[]): ReadonlyMap<DiffLine, DiffLine> {
  const pairs = new Map<DiffLine, DiffLine>();
  for (let start = 0; start < lines.length; ) {
    const removed = runOf("-", lines, start);
    const added = runOf("+", lines, start + removed.length);
    for (const [index, line] of removed.entries()) {
      const counterpart = added[index];
      if (counterpart) pairs.set(line, counterpart).set(counterpart, line);
    }
    start += Math.max(1, removed.length + added.length);
  }
  return pairs;
}

function runOf(sign: DiffLine["sign"], lines: readonly DiffLine[], start: number): readonly DiffLine[] {
  const end = lines.findIndex((line, index) => index >= start && line.sign !== sign);
  return lines.slice(start, end === -1 ? lines.length : end);
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `    ${line}`);
}
