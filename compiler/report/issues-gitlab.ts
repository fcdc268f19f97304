import { createHash } from "node:crypto";
import type { Issue } from "../issue.ts";
import { visible } from "./text.ts";

const severities = { error: "critical", warning: "minor", note: "info" } as const;

/**
 * The issues as a GitLab code quality report, which a merge request shows at its lines. `folder` leads from the git
 * repository to the files, such as `infra/`; empty where both are one.
 */
export function renderIssuesGitlab(issues: readonly Issue[], folder: string): string {
  const entries = new Map(issues.map((issue) => [fingerprint(issue), entry(issue, folder)]));
  return `${JSON.stringify([...entries.values()], null, 2)}\n`;
}

function entry(issue: Issue, folder: string) {
  const { code, severity = "error", message, location, environment, hint } = issue;
  const about = environment === undefined ? message : `${environment}: ${message}`;
  return {
    // GitLab shows one line of text, and refuses an entry without a place
    description: visible(hint === undefined ? about : `${about}: ${hint}`),
    check_name: code,
    fingerprint: fingerprint(issue),
    severity: severities[severity],
    location: { path: folder + (location?.file ?? "environments/base.ts"), lines: { begin: location?.line ?? 1 } },
  };
}

/** The line is left out: GitLab takes an issue that only moved for the same then. */
function fingerprint({ code, message, environment, location }: Issue): string {
  const parts = [code, message, environment ?? "", location?.file ?? ""];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
