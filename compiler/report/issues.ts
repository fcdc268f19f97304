import { type Issue, isError, type Location } from "../issue.ts";
import { codeFrame } from "./code-frame.ts";
import { count, type Layout, type Style, styleOf } from "./style.ts";
import { paragraph, visible } from "./text.ts";

/** The issues for a terminal, in the given order: what, where, the line of source, why, how to mend it; then how many. */
export function renderIssues(
  issues: readonly Issue[],
  sources: (file: string) => string | undefined,
  layout: Layout,
): string {
  if (issues.length === 0) return "";
  const style = styleOf(layout.color);
  const blocks = issues.map((issue) => issueLines(issue, sources, layout.width, style).join("\n"));
  return `${blocks.join("\n\n")}\n\n${style("bold", sum(issues))}\n`;
}

const colors = { error: "red", warning: "yellow", note: "blue" } as const;

function sum(issues: readonly Issue[]): string {
  const errors = issues.filter(isError).length;
  const warnings = issues.filter(({ severity }) => severity === "warning").length;
  if (warnings === 0) return count(errors, "error");
  return errors === 0 ? count(warnings, "warning") : `${count(errors, "error")}, ${count(warnings, "warning")}`;
}

function issueLines(
  issue: Issue,
  sources: (file: string) => string | undefined,
  width: number,
  style: Style,
): readonly string[] {
  const indent = " ".repeat(String(issue.location?.line ?? "").length);
  const environment = issue.environment === undefined ? "" : `environment ${visible(issue.environment)}`;
  const shown = issue.isSecret ? () => undefined : sources;
  const place = (location: Location, note = "") => placeLines(location, note, shown, width, style);
  const severity = issue.severity ?? "error";
  const color = colors[severity];
  return [
    `${style(color, `${severity}[${visible(issue.code)}]`)}: ${paragraph(issue.message, (line) => style("bold", line))}`,
    ...(issue.location ? place(issue.location, environment && ` (${environment})`) : []),
    ...(issue.location || !environment ? [] : [`${style("blue", "-->")} ${environment}`]),
    ...(issue.why === undefined ? [] : [`${indent} ${style("blue", "=")} why: ${paragraph(issue.why)}`]),
    ...(issue.hint === undefined ? [] : [`${indent} ${style("blue", "=")} help: ${paragraph(issue.hint)}`]),
    ...(issue.related ?? []).flatMap(({ message, location }) => [`note: ${paragraph(message)}`, ...place(location)]),
  ];
}

function placeLines(
  location: Location,
  note: string,
  sources: (file: string) => string | undefined,
  width: number,
  style: Style,
): readonly string[] {
  const indent = " ".repeat(String(location.line).length);
  const source = sources(location.file);
  return [
    `${indent}${style("blue", "-->")} ${visible(location.file)}:${location.line}:${location.column}${note}`,
    ...(source === undefined ? [] : codeFrame(source, location, width, style)),
  ];
}
