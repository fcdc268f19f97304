import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync } from "node:fs";
import { SetupError } from "../setup-error.ts";
import type { CommittedTree, Files, Tree } from "../tree.ts";
import { blobId } from "./blob-id.ts";
import { headId } from "./head.ts";
import type { Watched } from "./recording.ts";
import { bytesOf, withUnnamedFile } from "./unnamed-file.ts";
import { unreadableRepository } from "./unreadable-repository.ts";

/** The commit that a review compares with: its full id and how the user would name it. */
export interface Baseline {
  /** Undefined before the first commit: everything is new then. */
  readonly commit: string | undefined;
  /** `main`, `merge base with origin/main`, `HEAD`, or the ref as given. */
  readonly name: string;
}

/** The commits that a review is of; in git's folder something happens when one of them becomes another. */
export function gitState(root: string, ref: string | undefined): Watched {
  const see = () => String(answered(() => [baseline(root, ref)?.commit, commitOf(root, "HEAD")].join()));
  const folder = answered(() => firstLine(tryGit(root, ["rev-parse", "--absolute-git-dir"])));
  return { folder: typeof folder === "string" ? folder : root, see, seen: see() };
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
  const branches = defaultBranches(root);
  for (const { name, tip, isAtHead } of branches) {
    const commit = isAtHead ? tip : firstLine(tryGit(root, ["merge-base", "HEAD", name]));
    if (commit !== undefined) return { commit, name: `the merge base with ${name}` };
  }
  // HEAD compared with itself would say that nothing changes
  if (isShallow(root)) throw tooShallow(root, `where HEAD left ${branches[0]?.name ?? "the default branch"}`);
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
 * The files as a commit has them. Which there are below `directories` is listed at once; any other one is looked for when
 * it is asked for. A text that is the same in `current`, such as the working tree, is read there: git is not asked. `listed` is
 * what `listFiles` gives for the directories.
 */
export function commitTree(
  root: string,
  commit: string,
  directories: readonly string[],
  current: Pick<Tree, "read"> = { read: () => undefined },
  listed: Files = listFiles(root, commit, directories),
): CommittedTree {
  const isListed = (path: string) => directories.some((directory) => `${path}/`.startsWith(`${directory}/`));
  const others = new Map<string, string | undefined>();
  const texts = new Map<string, string>();
  const idOf = (path: string) => {
    if (isListed(path)) return listed.get(path);
    if (!others.has(path)) others.set(path, listFiles(root, commit, [path]).get(path));
    return others.get(path);
  };
  const has = (path: string, text: string) => {
    const id = idOf(path);
    const isSame = id !== undefined && id === blobId(text, id.length);
    if (isSame) texts.set(path, text);
    return isSame;
  };
  const unread = (paths: readonly string[]): readonly Blob[] =>
    paths
      .filter((path) => !texts.has(path) && !has(path, current.read(path) ?? ""))
      .flatMap((path) => {
        const id = idOf(path);
        return id === undefined ? [] : [{ path, id }];
      });
  const keep = (blobs: readonly Blob[], answer: Buffer) => {
    for (const [path, text] of splitBatch(blobs, answer)) texts.set(path, text);
  };
  const prefetch = (paths: readonly string[]) => {
    const blobs = unread(paths);
    if (blobs.length > 0) keep(blobs, git(root, readBatch, idLines(blobs)));
  };
  const readAhead = async (paths: readonly string[]) => {
    const blobs = unread(paths);
    const answer = blobs.length === 0 ? undefined : await gitMeanwhile(root, readBatch, idLines(blobs));
    if (answer !== undefined) keep(blobs, answer);
  };
  return {
    has,
    prefetch,
    readAhead,
    read(path) {
      if (idOf(path) === undefined) return undefined;
      if (!texts.has(path)) prefetch([path]);
      return texts.get(path);
    },
    ids: listed,
    files(directory) {
      const files = isListed(directory) ? listed : listFiles(root, commit, [directory]);
      return [...files.keys()].filter((path) => path.startsWith(`${directory}/`)).sort();
    },
  };
}

/** Ids of the files at or below paths; a symbolic link is none. */
export function listFiles(root: string, commit: string, paths: readonly string[]): ReadonlyMap<string, string> {
  return idsIn(git(root, listing(commit, paths)).toString("utf8"));
}

/** The same while this process goes on; undefined where git refuses. */
export async function listFilesMeanwhile(
  root: string,
  commit: string,
  paths: readonly string[],
): Promise<Files | undefined> {
  const answer = await gitMeanwhile(root, listing(commit, paths));
  return answer && idsIn(answer.toString("utf8"));
}

/**
 * Git's answer while this process goes on; undefined where it gives none. Through files: at a pipe it waits each time that it is
 * full until this process reads, which is busy, and sockets for its streams take longer than git itself.
 */
async function gitMeanwhile(root: string, args: readonly string[], input = ""): Promise<Buffer | undefined> {
  const answered = withUnnamedFile(input, (question) =>
    withUnnamedFile("", async (answer) => {
      const child = spawn("git", args, { cwd: root, stdio: [question, answer, "ignore"] });
      const [code]: readonly unknown[] = await once(child, "exit");
      return code === 0 ? bytesOf(answer) : undefined;
    }),
  );
  // such as without a folder for temporary files: then git is asked again, and waited for
  return answered.catch(() => undefined);
}

function listing(commit: string, paths: readonly string[]): string[] {
  return ["ls-tree", "-r", "-z", commit, "--", ...paths];
}

/** Of `<mode> <type> <id>\t<path>`, entry after entry; the mode of a file that is no link is 100644 or 100755. */
function idsIn(listing: string): Files {
  const ids = new Map<string, string>();
  for (const entry of listing.split("\0")) {
    const tab = entry.indexOf("\t");
    if (entry.startsWith("100")) ids.set(entry.slice(tab + 1), entry.slice("100644 blob ".length, tab));
  }
  return ids;
}

interface Blob {
  readonly path: string;
  readonly id: string;
}

/** The texts of files, by one process however many they are. */
const readBatch = ["cat-file", "--batch"];

function idLines(blobs: readonly Blob[]): string {
  return blobs.map(({ id }) => `${id}\n`).join("");
}

/** `cat-file --batch` answers `<id> blob <size>\n<bytes>\n`, entry after entry. */
function splitBatch(blobs: readonly Blob[], answer: Buffer): Files {
  const files = new Map<string, string>();
  let at = 0;
  for (const { path } of blobs) {
    const headEnd = answer.indexOf(10, at);
    const size = Number(answer.toString("latin1", at, headEnd).split(" ")[2]);
    files.set(path, answer.toString("utf8", headEnd + 1, headEnd + 1 + size));
    at = headEnd + 1 + size + 1;
  }
  return files;
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

/** The first answer of git, which may be that there is no repository. */
function answerOfRepository(root: string, args: readonly string[]): Buffer {
  const run = spawnGit(root, args);
  if (run.status === 0) return run.stdout;
  throw unreadableRepository(run.stderr.toString("utf8").trim());
}

function git(root: string, args: readonly string[], input?: string): Buffer {
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
