import { spawnSync } from "node:child_process";
import { SetupError } from "../setup-error.ts";
import { type Tree, treeOf } from "../tree.ts";
import { topOfGit } from "./folder-in-git.ts";
import { workingTree } from "./working-tree.ts";

/** The commit that a review compares with: its full id and how the user would name it. */
export interface Baseline {
  /** Undefined before the first commit: everything is new then. */
  readonly commit: string | undefined;
  /** `main`, `merge base with origin/main`, `HEAD`, or the ref as given. */
  readonly name: string;
}

const largestAnswer = 1 << 30;

/**
 * The commit named by `ref`; without one the merge base of HEAD and the default branch, else HEAD.
 * Undefined where `ref` names no commit. Throws SetupError where git or a repository is missing, or where a shallow clone
 * lacks the commit.
 */
export function baseline(root: string, ref: string | undefined): Baseline | undefined {
  const found = spawnGit(root, ["rev-parse", "--git-dir"]);
  if (found.status !== 0) throw noRepository(found.stderr.toString("utf8").trim());
  if (ref !== undefined) {
    const commit = commitOf(root, ref);
    if (commit === undefined && isShallow(root)) throw tooShallow(root, JSON.stringify(ref));
    return commit === undefined ? undefined : { commit, name: ref };
  }
  const branches = defaultBranches(root);
  for (const branch of branches) {
    const commit = firstLine(tryGit(root, ["merge-base", "HEAD", branch]));
    if (commit !== undefined) return { commit, name: `the merge base with ${branch}` };
  }
  // HEAD compared with itself would say that nothing changes
  if (isShallow(root)) throw tooShallow(root, `where HEAD left ${branches[0] ?? "the default branch"}`);
  return { commit: commitOf(root, "HEAD"), name: "HEAD" };
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

/**
 * The files as a commit has them. Those below `directories` are read at once, by two git processes however many they are;
 * any other one when it is asked for.
 */
export function commitTree(root: string, commit: string, directories: readonly string[]): Tree {
  const known = readBelow(root, commit, directories);
  const others = new Map<string, string | undefined>();
  const isKnown = (path: string) => directories.some((directory) => `${path}/`.startsWith(`${directory}/`));
  return {
    read(path) {
      if (isKnown(path)) return known.get(path);
      const text = others.has(path) ? others.get(path) : readOne(root, commit, path);
      others.set(path, text);
      return text;
    },
    files: (directory) => treeOf(isKnown(directory) ? known : readBelow(root, commit, [directory])).files(directory),
  };
}

/** A file, undefined where there is none; a symbolic link is none. */
function readOne(root: string, commit: string, path: string): string | undefined {
  const [entry] = listFiles(root, commit, [path]);
  return entry?.path === path ? git(root, ["cat-file", "blob", entry.id]).toString("utf8") : undefined;
}

function readBelow(root: string, commit: string, directories: readonly string[]): ReadonlyMap<string, string> {
  const entries = listFiles(root, commit, directories);
  const answer = git(root, ["cat-file", "--batch"], entries.map((entry) => `${entry.id}\n`).join(""));
  return splitBatch(entries, answer);
}

interface Entry {
  readonly id: string;
  readonly path: string;
}

function listFiles(root: string, commit: string, paths: readonly string[]): readonly Entry[] {
  const listing = git(root, ["ls-tree", "-r", "-z", commit, "--", ...paths]);
  return listing
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const entry = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(line);
      return entry?.[1] === undefined || entry[2] === undefined ? [] : [{ id: entry[1], path: entry[2] }];
    });
}

/**
 * What is committed below `directories` of a folder; nothing before the first commit. A folder that is in no git
 * repository is taken as it is on disk. Throws SetupError where git is missing or refuses the repository.
 */
export function committedTree(root: string, directories: readonly string[]): Tree {
  if (topOfGit(root) === undefined) return workingTree(root);
  const head = baseline(root, "HEAD");
  return head?.commit === undefined ? treeOf(new Map()) : commitTree(root, head.commit, directories);
}

/** Id of the commit that is checked out; undefined before the first, and in no git repository. */
export function headCommit(root: string): string | undefined {
  return topOfGit(root) === undefined ? undefined : baseline(root, "HEAD")?.commit;
}

/** `cat-file --batch` answers `<id> blob <size>\n<bytes>\n`, entry after entry. */
function splitBatch(entries: readonly { readonly path: string }[], answer: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let at = 0;
  for (const { path } of entries) {
    const headEnd = answer.indexOf(10, at);
    const size = Number(answer.toString("latin1", at, headEnd).split(" ")[2]);
    files.set(path, answer.toString("utf8", headEnd + 1, headEnd + 1 + size));
    at = headEnd + 1 + size + 1;
  }
  return files;
}

function defaultBranches(root: string): string[] {
  const remoteHead = firstLine(tryGit(root, ["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"]));
  const usual = ["origin/main", "origin/master", "main", "master"];
  return (remoteHead === undefined ? usual : [remoteHead, ...usual]).filter((branch) => commitOf(root, branch));
}

function commitOf(root: string, ref: string): string | undefined {
  // --end-of-options: a ref that begins with a dash is a ref and no option
  return firstLine(tryGit(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]));
}

function firstLine(output: Buffer | undefined): string | undefined {
  const line = output?.toString("utf8").split("\n")[0];
  return line === "" ? undefined : line;
}

/** Git may refuse a repository that there is, such as one of another user's: its own words say what to do then. */
function noRepository(words: string): SetupError {
  return words.includes("not a git repository (or any")
    ? new SetupError(
        "this folder is not inside a git repository",
        "run `git init` in it: a diff compares with what is committed.",
      )
    : new SetupError(`git refuses this repository: ${words}`, "do what git says.");
}

function git(root: string, args: readonly string[], input?: string): Buffer {
  const run = spawnGit(root, args, input);
  if (run.status === 0) return run.stdout;
  const words = run.stderr.toString("utf8").trim();
  throw new SetupError(`git ${args[0]} failed: ${words}`, "run `git fsck` to see whether the repository is whole.");
}

function tryGit(root: string, args: readonly string[]): Buffer | undefined {
  const run = spawnGit(root, args);
  return run.status === 0 ? run.stdout : undefined;
}

/** Runs git in a folder, whatever it answers. Throws SetupError where it cannot be started. */
export function spawnGit(root: string, args: readonly string[], input?: string) {
  const run = spawnSync("git", args, {
    cwd: root,
    maxBuffer: largestAnswer,
    ...(input === undefined ? {} : { input }),
  });
  if (run.error !== undefined) {
    throw new SetupError(`git could not be started: ${run.error.message}`, "install git and put it on PATH.");
  }
  return run;
}
