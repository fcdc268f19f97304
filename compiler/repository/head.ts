import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { gitFolder, topOfGit } from "./folder-in-git.ts";

/**
 * A text that is another one whenever HEAD is another commit, found without git; undefined in a folder that is in no git
 * repository. Where it cannot be told it is a new text each time.
 */
export function headOf(root: string): string | undefined {
  const top = topOfGit(root);
  if (top === undefined) return undefined;
  if (isElsewhere()) return unknown();
  try {
    return headIn(top);
  } catch {
    // a `.git` that is none
    return unknown();
  }
}

/**
 * The full id of the commit that is checked out, found without git, which takes milliseconds to answer; undefined where git has
 * to be asked. Whether there is such a commit is not looked at.
 */
export function headId(root: string): string | undefined {
  const top = topOfGit(root);
  if (top === undefined || isElsewhere()) return undefined;
  try {
    const { shared, ref, commit } = readHead(top);
    return idIn(commit ?? (ref && packedRef(shared, ref)));
  } catch {
    return undefined;
  }
}

/** True where git reads another repository than the folder's. */
function isElsewhere(): boolean {
  const { GIT_DIR: elsewhere } = process.env;
  return elsewhere !== undefined;
}

function idIn(text: string | undefined): string | undefined {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.exec(text?.trim() ?? "")?.[0];
}

function packedRef(shared: string, ref: string): string | undefined {
  const lines = textOf(join(shared, "packed-refs"))?.split("\n");
  return lines?.find((line) => line.endsWith(` ${ref}`))?.split(" ")[0];
}

function headIn(top: string): string {
  const { head, shared, commit } = readHead(top);
  const others = () => textOf(join(shared, "packed-refs")) ?? (isUnborn(shared) ? "" : undefined);
  // a branch that only names another one stays as it is when that has a new commit
  const known = commit === undefined ? others() : idIn(commit);
  return known === undefined ? unknown() : `${head}\n${known}`;
}

/** What HEAD says, and the text of the commit that it names, where that is a file. */
function readHead(top: string) {
  const own = gitFolder(top);
  const shared = resolve(own, textOf(join(own, "commondir"))?.trim() ?? ".");
  const head = textOf(join(own, "HEAD"))?.trim();
  const ref = /^ref: (refs\/\S+)$/.exec(head ?? "")?.[1];
  const commit = ref === undefined ? head : (textOf(join(own, ref)) ?? textOf(join(shared, ref)));
  return { head, shared, ref, commit };
}

function unknown(): string {
  return `unknown ${process.hrtime.bigint()}`;
}

/** True before the first commit of a repository whose refs are files. */
function isUnborn(shared: string): boolean {
  return statSync(join(shared, "reftable"), { throwIfNoEntry: false }) === undefined;
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
