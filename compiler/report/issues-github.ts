import type { Issue, Location } from "../issue.ts";
import { sameEnvironments } from "./same-in.ts";
import { visible } from "./text.ts";

const commands = { error: "error", warning: "warning", note: "notice" } as const;

/**
 * The issues as workflow commands, from which GitHub makes annotations: one line each. `folder` leads from the git
 * repository to the files, such as `infra/`; empty where both are one.
 */
export function renderIssuesGithub(issues: readonly Issue[], folder: string): string {
  return issues
    .map((issue) => {
      const command = commands[issue.severity ?? "error"];
      return `::${command} ${properties(issue, folder)}::${escapeMessage(text(issue))}\n`;
    })
    .join("");
}

function properties({ code, location }: Issue, folder: string): string {
  const all = [...(location === undefined ? [] : placeProperties(location, folder)), ["title", code]];
  return all.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(",");
}

function placeProperties({ file, line, column, endColumn }: Location, folder: string) {
  const end = endColumn === undefined ? [] : [["endColumn", endColumn]];
  return [["file", folder + file], ["line", line], ["col", column], ...end];
}

function text(issue: Issue): string {
  const { message, environment, why, hint, related = [] } = issue;
  const lines = [
    ...message.split("\n"),
    ...(environment === undefined ? [] : [`environment: ${environment}`]),
    ...sameEnvironments(issue, Number.POSITIVE_INFINITY),
    ...(why === undefined ? [] : [`why: ${why}`]),
    ...(hint === undefined ? [] : [`help: ${hint}`]),
    ...related.map((one) => `note: ${one.message}: ${one.location.file}:${one.location.line}:${one.location.column}`),
  ];
  // the log of a workflow is a terminal too
  return lines.map(visible).join("\n");
}

function escapeMessage(message: string): string {
  return message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(value: string): string {
  return escapeMessage(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
