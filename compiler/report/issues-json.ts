import type { Issue } from "../issue.ts";

/** Grows by one when a field changes its meaning or goes; a new field leaves it as it is. */
const version = 1;

/** The issues as one JSON document, described in docs/errors.md. */
export function renderIssuesJson(issues: readonly Issue[]): string {
  const listed = issues.map(({ severity = "error", related = [], ...issue }) => {
    const { code, message, location, environment, environments, why, hint } = issue;
    return { code, severity, message, location, environment, environments, why, hint, related };
  });
  return `${JSON.stringify({ version, issues: listed }, null, 2)}\n`;
}
