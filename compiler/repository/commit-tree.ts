import { dirname } from "node:path";
import type { CommittedTree, Files, Tree } from "../tree.ts";
import { blobId } from "./blob-id.ts";
import { git } from "./git.ts";
import { gitMeanwhile } from "./git-meanwhile.ts";

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
  return treeOfListing(root, commit, isListed, current, listed);
}

/** What is known of folders of a commit: all files that are directly in them. */
export interface KnownFolders {
  readonly folders: ReadonlySet<string>;
  /** Git's ids of the files, by path. */
  readonly ids: Files;
  /** Texts of those that are not in the working tree as they are in the commit. */
  readonly texts: Files;
}

/** The files as a commit has them, of which those of some folders are known: only for others git is asked. */
export function knownTree(
  root: string,
  commit: string,
  known: KnownFolders,
  current: Pick<Tree, "read">,
): CommittedTree {
  const read = (path: string) => known.texts.get(path) ?? current.read(path);
  return treeOfListing(root, commit, (path) => known.folders.has(dirname(path)), { read }, known.ids);
}

function treeOfListing(
  root: string,
  commit: string,
  isListed: (path: string) => boolean,
  current: Pick<Tree, "read">,
  listed: Files,
): CommittedTree {
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
    const blobs = unread(paths.filter(isListed));
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
      const folder = `${directory}/`;
      return [...files.keys()].filter((path) => path.startsWith(folder)).sort();
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

/** The texts of files, however many they are. */
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
