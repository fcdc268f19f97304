/** Why there is no commit, and how to mend it. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** Why git does not commit files that are written already, by git's own words in English, and what to do then. */
export function refusedCommit(words: string): Refusal {
  const [message, mend] = reason(words);
  return {
    message,
    hint: `${mend}; then \`git add --all && git commit\`, as the step is written already. To take it back: \`git stash --include-untracked\`.`,
  };
}

function reason(words: string): readonly [message: string, mend: string] {
  if (words === "") {
    return [
      "git commits nothing, and does not say why: a hook of yours has refused without a word",
      "see what it refuses, in the folder that `git rev-parse --git-path hooks` names",
    ];
  }
  if (/tell me who you are|empty ident/i.test(words)) {
    return [
      "git commits nothing: it knows no name or no address of who commits",
      "tell it both, by `git config user.name NAME` and `git config user.email ADDRESS`",
    ];
  }
  if (/\.lock': File exists/.test(words)) {
    return [
      `git commits nothing, as another git is at work here: ${words}`,
      "wait for that one, and where there is none remove the file",
    ];
  }
  if (/permission denied|insufficient permission|read-only file system/i.test(words)) {
    return [
      `git commits nothing, as it may not write into the repository's .git: ${words}`,
      "give .git to the user that runs this, such as by `sudo chown -R USER .git` where root has written there",
    ];
  }
  return [`git commits nothing: ${words}`, "mend what these words of git, or of a hook of yours, are about"];
}
