import { alike, type Issue, isError, type Location } from "../issue.ts";
import { codeFrame } from "./code-frame.ts";
import { sameEnvironments, sameIn } from "./same-in.ts";
import { count, type Layout, type Style, styleOf } from "./style.ts";
import { paragraph, visible } from "./text.ts";

/**
 * The issues for a terminal, in the given order: what, where, the line of source, why, how to mend it; then how many. What
 * is the same in many environments, each at a line of its own, is told of the first.
 */
export function renderIssues(
  issues: readonly Issue[],
  sources: (file: string) => string | undefined,
  layout: Layout,
): string {
  if (issues.length === 0) return "";
  const style = styleOf(layout.color);
  const blocks = toTell(issues).map((told) => issueLines(told, sources, layout.width, style).join("\n"));
  return `${blocks.join("\n\n")}\n\n${style("bold", sum(issues))}\n`;
}

/** Of the same mistake in more environments, or files, only the first line is shown. */
const mostLines = 3;
/** The names of these take so many lines: each is to be mended. */
const linesOfNames = 4;

interface Told {
  readonly issue: Issue;
  /** The files in which the same is wrong, where that is about no environments. */
  readonly files?: readonly string[];
  /** True where the same is wrong at other lines too. */
  readonly isElsewhere?: boolean;
}

function toTell(issues: readonly Issue[]): readonly Told[] {
  const others = new Set<Issue>();
  const firsts = new Map<Issue, Told>();
  for (const group of alike(issues, neutral)) {
    const [first, ...more] = group;
    const told = group.length > mostLines ? inOne(group) : undefined;
    if (told === undefined) continue;
    firsts.set(first, told);
    for (const one of more) others.add(one);
  }
  return issues.filter((one) => !others.has(one)).map((issue) => firsts.get(issue) ?? { issue });
}

/** What issues have the same that say the same: without the name of the environment, as of a command in a hint. */
function neutral({ code, severity, message, why, hint, environment }: Issue): unknown {
  const told = [message, why, hint].map((text) => (environment ? text?.replaceAll(environment, "@") : text));
  return [code, severity, environment !== undefined, ...told];
}

/** Undefined where two of the issues are about one environment or file: each of them is a mistake of its own. */
function inOne([first, ...others]: readonly [Issue, ...Issue[]]): Told | undefined {
  const all = [first, ...others];
  const names = all.flatMap(({ environment = "", environments = [environment] }) => environments);
  const files = all.flatMap(({ location }) => location?.file ?? []);
  if (first.environment !== undefined)
    return isEachOnce(names) ? { issue: { ...first, environments: names }, isElsewhere: true } : undefined;
  return isEachOnce(files) && files.length === all.length ? { issue: first, files, isElsewhere: true } : undefined;
}

function isEachOnce(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

const colors = { error: "red", warning: "yellow", note: "blue" } as const;

function sum(issues: readonly Issue[]): string {
  const errors = issues.filter(isError).length;
  const warnings = issues.filter(({ severity }) => severity === "warning").length;
  if (warnings === 0) return count(errors, "error");
  return errors === 0 ? count(warnings, "warning") : `${count(errors, "error")}, ${count(warnings, "warning")}`;
}

function issueLines(
  { issue, files = [], isElsewhere = false }: Told,
  sources: (file: string) => string | undefined,
  width: number,
  style: Style,
): readonly string[] {
  const indent = " ".repeat(String(issue.location?.line ?? "").length);
  const environment = issue.environment === undefined ? "" : `environment ${visible(issue.environment)}`;
  const shown = issue.isSecret ? () => undefined : sources;
  const place = (location: Location, note = "") => placeLines(location, note, shown, width, style);
  const room = width - indent.length - 3;
  const lines = isElsewhere ? linesOfNames : 1;
  const [same, ...more] = [...sameEnvironments(issue, room, lines), ...sameIn(files, "file", room, lines)];
  const severity = issue.severity ?? "error";
  const color = colors[severity];
  return [
    `${style(color, `${severity}[${visible(issue.code)}]`)}: ${paragraph(issue.message, (line) => style("bold", line))}`,
    ...(issue.location ? place(issue.location, environment && ` (${environment})`) : []),
    ...(issue.location || !environment ? [] : [`${style("blue", "-->")} ${environment}`]),
    ...(same === undefined ? [] : [`${indent} ${style("blue", "=")} ${same}`]),
    ...more.map((line) => `${indent}   ${line}`),
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
