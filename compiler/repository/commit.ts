import { SetupError } from "../setup-error.ts";
import { spawnGit } from "./git.ts";

/** Paths of what is not committed, new files included. Throws SetupError where there is no git repository. */
export function uncommittedFiles(root: string): readonly string[] {
  const status = run(root, ["status", "--porcelain", "--no-renames", "--untracked-files=all", "-z", "--", "."]);
  return status.split("\0").flatMap((line) => (line === "" ? [] : [line.slice(3)]));
}

/** Commits files, and only those; gives the short id of the commit. Throws SetupError with git's words where it refuses. */
export function commitFiles(root: string, paths: readonly string[], message: string): string {
  run(root, ["add", "--", ...paths]);
  run(root, ["commit", "--quiet", "--message", message, "--", ...paths]);
  return run(root, ["rev-parse", "--short", "HEAD"]).trim();
}

function run(root: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnGit(root, args);
  if (status === 0) return stdout.toString("utf8");
  const words = `${stderr.toString("utf8")}${stdout.toString("utf8")}`.trim();
  throw new SetupError(
    `git ${args[0]} failed: ${words}`,
    "do what git says; what was written so far is in `git status`.",
  );
}
