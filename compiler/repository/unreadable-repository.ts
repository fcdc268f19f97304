import { SetupError } from "../setup-error.ts";

/** Why git reads nothing of the repository that a folder is in, by git's own words in English. */
export function unreadableRepository(words: string): SetupError {
  if (words.includes("not a git repository (or any")) {
    return new SetupError(
      "this folder is not inside a git repository",
      "run `git init` in it: a diff compares with what is committed.",
    );
  }
  if (words.includes("dubious ownership")) {
    const allow = /git config .*safe\.directory .*/.exec(words)?.[0] ?? "git config --global --add safe.directory PATH";
    return new SetupError(
      "this git repository belongs to another user: git does not read it, as its settings could run programs in your name",
      `run \`${allow}\` if you trust that user; in a container the checkout often is another user's.`,
    );
  }
  const lost = /not a git repository: (.*)/.exec(words)?.[1];
  if (lost !== undefined) {
    return new SetupError(
      `.git names a folder that is no git repository (any more): ${lost}`,
      "this folder is a worktree or submodule: where its repository was moved, run `git worktree repair FOLDER` there with the path of this one; where that is gone, clone it again.",
    );
  }
  return new SetupError(
    `git cannot read this repository: ${words}`,
    "see what `git status` says here: Overlayer goes on where that works.",
  );
}
