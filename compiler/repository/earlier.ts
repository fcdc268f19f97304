import type { Earlier, Tree } from "../tree.ts";
import { commitTree } from "./commit-tree.ts";
import { git } from "./git.ts";

/** How many changes of a file are looked at: what nobody can sync is not left so for long. */
const farthest = 20;

/**
 * What is committed below `directories` in the last commit before a file became one that is not sound, on the branch itself:
 * what was merged into it has not run. Undefined where none is found. `current` is that of `commitTree`.
 */
export function earlierState(
  root: string,
  directories: readonly string[],
  path: string,
  isSound: (text: string) => boolean,
  current: Pick<Tree, "read">,
): Earlier | undefined {
  const changes = linesOf(git(root, ["rev-list", "--first-parent", `--max-count=${farthest}`, "HEAD", "--", path]));
  let spoilt: string | undefined;
  for (const change of changes) {
    const text = commitTree(root, change, [path], current).read(path);
    if (text !== undefined && isSound(text)) break;
    spoilt = change;
  }
  if (spoilt === undefined || spoilt === changes.at(-1)) return undefined;
  const [commit = ""] = linesOf(git(root, ["rev-parse", "--short", `${spoilt}^1`]));
  return { commit, tree: commitTree(root, commit, directories, current) };
}

function linesOf(answer: Buffer): readonly string[] {
  return answer.toString("utf8").trim().split("\n");
}
