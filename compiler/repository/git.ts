import { join } from "node:path";
import { SetupError } from "../setup-error.ts";
import { topOfGit } from "./folder-in-git.ts";
import { headId } from "./head.ts";
import type { Watched } from "./recording.ts";
import { unreadableRepository } from "./unreadable-repository.ts";

/** The commit that a review compares with: its full id and how the user would name it. */
export interface Baseline {
  /** Undefined before the first commit: everything is new then. */
  readonly commit: string | undefined;
  /** `the merge base with origin/main`, `HEAD` and why, or the ref as given. */
  readonly name: string;
}

/** The commits that a review is of; in git's folder something happens when one of them becomes another. */
export function gitState(root: string, ref: string | undefined): Watched {
  const see = () => String(answered(() => [baseline(root, ref)?.commit, commitOf(root, "HEAD")].join()));
  const folder = answered(() => firstLine(tryGit(root, ["rev-parse", "--absolute-git-dir"])));
  // what git does not read may be mended there
  const top = topOfGit(root);
  const other = top === undefined ? root : join(top, ".git");
  return { folder: typeof folder === "string" ? folder : other, see, seen: see() };
}

function answered<Answer>(ask: () => Answer): Answer | SetupError {
  try {
    return ask();
  } catch (error) {
    if (error instanceof SetupError) return error;
    throw error;
  }
}

const largestAnswer = 1 << 30;

/**
 * The commit named by `ref`; without one the merge base of HEAD and the default branch, else HEAD.
 * Undefined where `ref` names no commit. Throws SetupError where git or a repository is missing, or where a shallow clone
 * lacks the commit.
 */
export function baseline(root: string, ref: string | undefined): Baseline | undefined {
  if (ref !== undefined) {
    const commit = (ref === "HEAD" ? headId(root) : undefined) ?? commitOf(root, ref);
    if (commit !== undefined) return { commit, name: ref };
    answerOfRepository(root, ["rev-parse", "--git-dir"]);
    if (isShallow(root)) throw tooShallow(root, JSON.stringify(ref));
    return undefined;
  }
  return defaultBaseline(root, defaultBranches(root));
}

function defaultBaseline(root: string, branches: readonly Branch[]): Baseline {
  for (const { name, tip, isAtHead } of branches) {
    const commit = isAtHead ? tip : firstLine(tryGit(root, ["merge-base", "HEAD", name]));
    if (commit !== undefined) return { commit, name: `the merge base with ${name}` };
  }
  // HEAD compared with itself would say that nothing changes
  if (isShallow(root)) throw tooShallow(root, `where HEAD left ${branches[0]?.name ?? "the default branch"}`);
  const commit = commitOf(root, "HEAD");
  // what is committed on a branch of another name would be told to be no change
  const isUnknown = commit !== undefined && branches.length === 0;
  return { commit, name: isUnknown ? "HEAD, as there is no origin/HEAD, main or master: see --against" : "HEAD" };
}

function isShallow(root: string): boolean {
  return firstLine(tryGit(root, ["rev-parse", "--is-shallow-repository"])) === "true";
}

function tooShallow(root: string, wanted: string): SetupError {
  const depth = firstLine(tryGit(root, ["rev-list", "--count", "HEAD"])) ?? "0";
  return new SetupError(
    `this clone is shallow, ${depth} commit${depth === "1" ? "" : "s"} deep: it does not hold ${wanted}`,
    "run `git fetch --unshallow origin '+refs/heads/*:refs/remotes/origin/*'`, or clone with the whole history (actions/checkout: " +
      "fetch-depth: 0); for the merge commit of a pull request depth 2 is enough, with --against HEAD^1.",
  );
}

interface Branch {
  /** As people write it: `origin/main`. */
  readonly name: string;
  /** The id of its last commit. */
  readonly tip: string;
  /** True where that is known to be checked out, so that git need not be asked where the two parted. */
  readonly isAtHead: boolean;
}

/** The branches that may be the default one, the likeliest first. */
function defaultBranches(root: string): readonly Branch[] {
  const usual = ["refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main", "refs/heads/master"];
  const format = "--format=%(refname)%00%(refname:short)%00%(symref:short)%00%(objectname)%00%(HEAD)";
  const listing = answerOfRepository(root, ["for-each-ref", format, "refs/remotes/origin/HEAD", ...usual]);
  const refs = listing
    .toString("utf8")
    .split("\n")
    .map((line) => line.split("\0"));
  const head = refs.find(([, , , , mark]) => mark === "*")?.[3];
  const branch = (name: string, tip = ""): Branch => ({ name, tip, isAtHead: tip === head });
  const remoteHead = refs.flatMap(([, , target, tip]) => (target ? [branch(target, tip)] : []));
  const others = usual.flatMap((ref) =>
    refs.flatMap(([full, short = "", , tip]) => (full === ref ? [branch(short, tip)] : [])),
  );
  return [...remoteHead, ...others];
}

function commitOf(root: string, ref: string): string | undefined {
  // --end-of-options: a ref that begins with a dash is a ref and no option
  return firstLine(tryGit(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]));
}

function firstLine(output: Buffer | undefined): string | undefined {
  const line = output?.toString("utf8").split("\n")[0];
  return line === "" ? undefined : line;
}

/** What git answers, which may be that there is no repository that it reads: throws SetupError then. */
export function answerOfRepository(root: string, args: readonly string[]): Buffer {
  const run = spawnGit(root, args);
  if (run.status === 0) return run.stdout;
  throw unreadableRepository(run.stderr.toString("utf8").trim());
}

/** Git's answer. Throws SetupError where it gives none. */
export function git(root: string, args: readonly string[], input?: string): Buffer {
  const run = spawnGit(root, args, input);
  if (run.status === 0) return run.stdout;
  const words = run.stderr.toString("utf8").trim();
  answerOfRepository(root, ["rev-parse", "--git-dir"]);
  throw new SetupError(`git ${args[0]} failed: ${words}`, "run `git fsck` to see whether the repository is whole.");
}

function tryGit(root: string, args: readonly string[]): Buffer | undefined {
  const run = spawnGit(root, args);
  return run.status === 0 ? run.stdout : undefined;
}

/** Runs git in a folder, whatever it answers, in English. Throws SetupError where it cannot be started. */
export function spawnGit(root: string, args: readonly string[], input?: string) {
  // few runs start a process: it is loaded only for those
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const run = spawnSync("git", args, {
    cwd: root,
    maxBuffer: largestAnswer,
    // its words are read; what else depends on the locale, such as in hooks, stays
    env: { ...process.env, LANGUAGE: "C" },
    ...(input === undefined ? {} : { input }),
  });
  if (run.error !== undefined) {
    throw new SetupError(`git could not be started: ${run.error.message}`, "install git and put it on PATH.");
  }
  return run;
}
