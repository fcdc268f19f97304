import type { Issue } from "../issue.ts";
import { renderIssues } from "../report/issues.ts";
import { renderIssuesGithub } from "../report/issues-github.ts";
import { renderIssuesGitlab } from "../report/issues-gitlab.ts";
import { renderIssuesJson } from "../report/issues-json.ts";
import { renderIssuesSarif } from "../report/issues-sarif.ts";
import { folderInGit } from "../repository/folder-in-git.ts";
import type { Context } from "./context.ts";
import { packageVersion } from "./package-root.ts";
import type { Project } from "./project.ts";

/** The issues in a format, for people where it is another one; also no issues are a document in the formats that have one. */
export function formatIssues(
  issues: readonly Issue[],
  format: string | undefined,
  project: Project,
  context: Context,
): string {
  switch (format) {
    case "json":
      return renderIssuesJson(issues);
    case "github":
      return renderIssuesGithub(issues, folderInGit(project.root));
    case "gitlab":
      return renderIssuesGitlab(issues, folderInGit(project.root));
    case "sarif":
      return renderIssuesSarif(issues, folderInGit(project.root), packageVersion);
    default:
      return renderIssues(issues, project.source, context);
  }
}
