import { SetupError } from "../setup-error.ts";
import { answerOfRepository, spawnGit } from "./git.ts";
import { type Refusal, refusedCommit } from "./refused-commit.ts";

/** Paths of what is not committed, new files included. Throws SetupError where there is no git repository. */
export function uncommittedFiles(root: string): readonly string[] {
  const args = ["status", "--porcelain", "--no-renames", "--untracked-files=all", "-z", "--", "."];
  const status = answerOfRepository(root, args).toString("utf8");
  return status.split("\0").flatMap((line) => (line === "" ? [] : [line.slice(3)]));
}

/** A commit's short id; or why a hook refused it, which judges what was written. */
export type Commit = { readonly id: string } | { readonly refused: Refusal };

/** Commits files, and only those. Throws SetupError with git's words where git itself cannot. */
export function commitFiles(root: string, paths: readonly string[], message: string): Commit {
  for (const args of [
    ["add", "--", ...paths],
    ["commit", "--quiet", "--message", message, "--", ...paths],
  ]) {
    const { status, stdout, stderr } = spawnGit(root, args);
    if (status === 0) continue;
    const refused = refusedCommit(`${stderr.toString("utf8")}${stdout.toString("utf8")}`.trim());
    // of what is wrong with the machine it dies, with 128
    if (args[0] === "commit" && status === 1) return { refused };
    throw new SetupError(refused.message, refused.hint);
  }
  return { id: answerOfRepository(root, ["rev-parse", "--short", "HEAD"]).toString("utf8").trim() };
}
