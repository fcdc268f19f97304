import { answerOfRepository, spawnGit } from "./git.ts";
import { refusedCommit } from "./refused-commit.ts";

/** Paths of what is not committed, new files included. Throws SetupError where there is no git repository. */
export function uncommittedFiles(root: string): readonly string[] {
  const args = ["status", "--porcelain", "--no-renames", "--untracked-files=all", "-z", "--", "."];
  const status = answerOfRepository(root, args).toString("utf8");
  return status.split("\0").flatMap((line) => (line === "" ? [] : [line.slice(3)]));
}

/** Commits files, and only those; gives the short id of the commit. Throws SetupError with git's words where it refuses. */
export function commitFiles(root: string, paths: readonly string[], message: string): string {
  for (const args of [
    ["add", "--", ...paths],
    ["commit", "--quiet", "--message", message, "--", ...paths],
  ]) {
    const { status, stdout, stderr } = spawnGit(root, args);
    if (status !== 0) throw refusedCommit(`${stderr.toString("utf8")}${stdout.toString("utf8")}`.trim());
  }
  return answerOfRepository(root, ["rev-parse", "--short", "HEAD"]).toString("utf8").trim();
}
