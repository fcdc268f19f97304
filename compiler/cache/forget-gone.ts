import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeFolders } from "../repository/make-folders.ts";

/**
 * To be called before the record of a repository is written whole: notes beside the first one which folder it is of, and
 * removes what was kept of folders that are gone. Without a repository that is new, nothing has to be looked through.
 */
export function forgetGone(file: string, root: string): void {
  const [folder, own] = [dirname(file), `${digestIn(basename(file))}${noteEnding}`];
  if (existsSync(join(folder, own))) return;
  try {
    makeFolders(folder);
    writeFileSync(join(folder, own), root);
    const names = readdirSync(folder).filter((name) => digestIn(name) !== undefined);
    const notes = names.filter((name) => name.endsWith(noteEnding));
    const live = new Set(notes.filter((name) => existsSync(readFileSync(join(folder, name), "utf8"))).map(digestIn));
    for (const name of names) if (!live.has(digestIn(name))) rmSync(join(folder, name), { force: true });
  } catch {
    // what is not removed is removed another time
  }
}

const noteEnding = ".root";

/** What the names of all files of one repository begin with: the digest of its path. */
function digestIn(name: string): string | undefined {
  return /^([\w-]{43})\./.exec(name)?.[1];
}
