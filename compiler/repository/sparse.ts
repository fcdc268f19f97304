import type { Issue } from "../issue.ts";
import { spawnGit } from "./git.ts";

/**
 * An error for each environment file that is no longer there only because a sparse checkout leaves it out. `files` are
 * those that are missing; git is asked only where there are some.
 */
export function sparseIssues(root: string, files: readonly string[]): readonly Issue[] {
  if (files.length === 0) return [];
  const { status, stdout } = spawnGit(root, ["--literal-pathspecs", "ls-files", "-v", "-z", "--", ...new Set(files)]);
  if (status !== 0) return [];
  const entries = stdout.toString("utf8").split("\0");
  return entries.flatMap((entry) => (/^S /i.test(entry) ? [leftOut(entry.slice(2))] : []));
}

function leftOut(file: string): Issue {
  return {
    code: "environment/sparse",
    message: `${file} is committed, but left out by this sparse checkout`,
    location: { file, line: 1, column: 1 },
    why: "without it its environments would be taken to be gone, and their overlays removed.",
    hint: "check all environments out: `git sparse-checkout add environments`.",
  };
}
