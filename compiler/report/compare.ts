import type { ComparedRow, Comparison } from "../comparison.ts";
import { placeText } from "./causes.ts";
import { count, type Layout, type Style, styleOf } from "./style.ts";
import { columns, shorten, visible } from "./text.ts";
import { formatValue } from "./value.ts";

/**
 * Environments side by side, a column each, where the terminal is wide enough; else the values of each row below each
 * other. Below the options are the lines that set them; rendered fields have the options behind them.
 */
export function renderComparison(comparison: Comparison, layout: Layout): string {
  const { environments, options, fields } = comparison;
  const style = styleOf(layout.color);
  if (environments.length < 2) return `${count(environments.length, "environment")}: nothing to compare.\n`;
  if (options.length + fields.length === 0) return `No difference between ${environments.map(visible).join(", ")}.\n`;
  const sections = [
    ["options", options],
    ["rendered fields", fields],
  ] as const;
  const lines = sections.flatMap(([title, rows]) =>
    rows.length === 0
      ? []
      : [
          "",
          style("bold", count(rows.length, title.replace(/s$/, ""))),
          ...table(rows, environments, layout.width, style),
        ],
  );
  return `${lines.slice(1).join("\n")}\n`;
}

/** The comparison as one JSON document, described in docs/review.md. */
export function renderComparisonJson(comparison: Comparison): string {
  return `${JSON.stringify({ version: 1, ...comparison }, null, 2)}\n`;
}

function table(rows: readonly ComparedRow[], environments: readonly string[], width: number, style: Style): string[] {
  const shown = rows.map((row) => ({ subject: visible(row.subject), cells: cellsOf(row), note: noteOf(row) }));
  const first = Math.max(...shown.map(({ subject }) => columns(subject)));
  const widths = environments.map((name, index) =>
    Math.max(columns(visible(name)), ...shown.map(({ cells }) => columns(cells[index] ?? ""))),
  );
  if (first + widths.reduce((sum, one) => sum + one + 2, 2) > width) return list(shown, environments, width, style);
  const line = (subject: string, cells: readonly string[]) =>
    `  ${subject}${cells.map((text, index) => `  ${padded(text, index === cells.length - 1 ? 0 : (widths[index] ?? 0))}`).join("")}`;
  return [
    style("dim", line(" ".repeat(first), environments.map(visible))),
    ...shown.flatMap(({ subject, cells, note }) => [
      line(padded(subject, first), cells),
      ...(note === "" ? [] : [style("dim", `      ${shorten(note, width - 6)}`)]),
    ]),
  ];
}

function list(
  shown: readonly { readonly subject: string; readonly cells: readonly string[]; readonly note: string }[],
  environments: readonly string[],
  width: number,
  style: Style,
): string[] {
  const names = environments.map(visible);
  const longest = Math.max(...names.map(columns));
  return shown.flatMap(({ subject, cells, note }) => [
    ...subjectLines(subject, width - 4).map((line, index) => `  ${index === 0 ? "" : "  "}${style("bold", line)}`),
    ...cells.map((text, index) => `    ${padded(names[index] ?? "", longest)}  ${shorten(text, width - longest - 6)}`),
    ...(note === "" ? [] : [style("dim", `      ${shorten(note, width - 6)}`)]),
  ]);
}

/** A long path goes on in further lines, broken after a dot. */
function subjectLines(subject: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of subject.split(/(?<=[. ])/)) {
    if (line === "" || columns(line + part) <= width) line += part;
    else {
      lines.push(line.trimEnd());
      line = part;
    }
  }
  return [...lines, line];
}

function cellsOf({ values }: ComparedRow): readonly string[] {
  return values.map((one) => (one === undefined ? "-" : formatValue(one.value)));
}

/** The lines that set an option, each once; of a rendered field the options behind it. */
function noteOf({ values, from }: ComparedRow): string {
  const lines = new Set(values.flatMap((one) => (one?.set === undefined ? [] : [placeText(one.set)])));
  if (lines.size > 0) return `set at ${[...lines].map(visible).join(", ")}`;
  return from === undefined || from.length === 0 ? "" : `from ${from.map(visible).join(", ")}`;
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columns(text)));
}
