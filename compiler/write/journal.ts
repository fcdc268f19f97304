import { hash } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import * as z from "zod";
import { refuseObstacles } from "./obstacles.ts";
import { outputFolders } from "./output-folders.ts";
import { type Change, exportFolders } from "./plan.ts";
import { stagedAt, stageFiles } from "./staging.ts";

/*
 * A run is staged in a folder of its own beside the tree: new files below new/, new texts of files that are there in
 * changed/, and when all of them are there, the journal, which appears at once. From then on the run is decided: it is carried out here, or where this process is
 * killed by the next run.
 */

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Somebody else may have written the journal: it speaks of generated files only. */
const outputPath = z.string().refine((path) => {
  const parts = path.split("/");
  const isPlain = parts.every((part) => !["", ".", ".."].includes(part) && !/[\\\0]/.test(part));
  return isPlain && parts.length > 1 && [...outputFolders, ...exportFolders].includes(parts[0] ?? "");
});

/** The files that a run writes and removes, in order, with digests of their texts; an absent digest is an absent file. */
const journalSchema = z.array(
  z.strictObject({ path: outputPath, before: digest.exactOptional(), after: digest.exactOptional() }),
);
type Journal = z.output<typeof journalSchema>;

const journalIn = (staging: string) => join(staging, "journal.json");
/** A text for a file that is there: one folder for all takes less time than one for each of theirs. */
const changedIn = (staging: string, index: number) => join(staging, "changed", String(index));
/** The text of the journal's entry at an index. */
const stagedIn = (staging: string, { path, before }: Journal[number], index: number) =>
  before === undefined ? stagedAt(staging, path) : changedIn(staging, index);

/**
 * Writes all new files and then the journal into the folder `staging`; `changes` are not empty. What lies in a folder that
 * is `missing` is moved with it. New files that are staged `ahead` are there already.
 */
export function commit(
  staging: string,
  changes: ReadonlyMap<string, Change>,
  missing: ReadonlySet<string>,
  ahead: ReadonlySet<string> = new Set(),
): Journal {
  const sorted = [...changes].map(([path, change]) => ({ path, change, phase: phaseOf(path, change, missing) }));
  sorted.sort((a, b) => a.phase - b.phase);
  const journal = sorted.map(({ path, change }) => ({ path, ...digestsOf(change) }));
  const added = new Map<string, string>();
  mkdirSync(join(staging, "changed"));
  for (const [index, { path, change }] of sorted.entries()) {
    const { before, after } = change;
    if (after === undefined) continue;
    if (before !== undefined) writeFileSync(changedIn(staging, index), after);
    else if (!ahead.has(path)) added.set(path, after);
  }
  stageFiles(staging, added);
  const unfinished = join(staging, "journal.unfinished");
  writeFileSync(unfinished, JSON.stringify(journal));
  renameSync(unfinished, journalIn(staging));
  return journal;
}

/**
 * No kustomization ever names a file that is not there: files come before it, and go after it. So does a folder that is
 * moved whole, which brings its own.
 */
function phaseOf(path: string, { after }: Change, missing: ReadonlySet<string>): number {
  if (after === undefined) return 2;
  return basename(path) === "kustomization.yaml" || folderAround(path, missing) !== undefined ? 1 : 0;
}

/** The one of these folders that a path is in. */
function folderAround(path: string, folders: ReadonlySet<string>): string | undefined {
  for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1))
    if (folders.has(path.slice(0, at))) return path.slice(0, at);
  return undefined;
}

function digestsOf({ before, after }: Change): Omit<Journal[number], "path"> {
  return {
    ...(before === undefined ? {} : { before: digestOf(before) }),
    ...(after === undefined ? {} : { after: digestOf(after) }),
  };
}

/**
 * Moves the staged files of a run to their places below `root`, folders that are `missing` there as a whole, and removes
 * what goes, as far as that is not done yet.
 */
export function carryOut(root: string, staging: string, journal: Journal, missing: ReadonlySet<string>): void {
  const moved = new Set<string>();
  for (const [index, entry] of journal.entries()) {
    const { path, after } = entry;
    const folder = folderAround(path, missing);
    if (after === undefined) {
      rmSync(join(root, path), { force: true });
      removeEmptyFolders(root, dirname(path));
    } else if (folder === undefined) {
      if (isFile(stagedIn(staging, entry, index))) renameSync(stagedIn(staging, entry, index), join(root, path));
    } else if (!moved.has(folder)) {
      renameSync(stagedAt(staging, folder), join(root, folder));
      moved.add(folder);
    }
  }
  rmSync(journalIn(staging));
}

/**
 * Finishes a run that was killed. One that had not yet moved a file leaves the old tree, and a tree that was changed
 * since, such as by git, is left as it is.
 */
export function recover(root: string, staging: string): void {
  const journal = readJournal(staging);
  const states = new Set(journal?.map((entry, index) => stateOf(root, staging, entry, index)));
  if (journal !== undefined && states.has("done") && !states.has("other")) {
    const paths = journal.map(({ path }) => path);
    carryOut(root, staging, journal, refuseObstacles(root, paths));
  }
  rmSync(journalIn(staging), { force: true });
  rmSync(staging, { recursive: true, force: true });
}

/** Removes the folder of a run that is decided, or did not come to that. */
export function cleanUp(staging: string): void {
  if (!isFile(journalIn(staging))) rmSync(staging, { recursive: true, force: true });
}

function stateOf(root: string, staging: string, entry: Journal[number], index: number): "done" | "open" | "other" {
  const { path, before, after } = entry;
  const present = digestAt(join(root, path));
  if (present === after) return "done";
  return present === before && digestAt(stagedIn(staging, entry, index)) === after ? "open" : "other";
}

function readJournal(staging: string): Journal | undefined {
  try {
    return journalSchema.parse(JSON.parse(readText(journalIn(staging)) ?? ""));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

function removeEmptyFolders(root: string, folder: string): void {
  if (!folder.includes("/") || lstatSync(join(root, folder), { throwIfNoEntry: false }) === undefined) return;
  if (readdirSync(join(root, folder)).length > 0) return;
  rmdirSync(join(root, folder));
  removeEmptyFolders(root, dirname(folder));
}

function digestAt(file: string): string | undefined {
  const text = readText(file);
  return text === undefined ? undefined : digestOf(text);
}

function digestOf(text: string): string {
  return hash("sha256", text, "hex");
}

function readText(file: string): string | undefined {
  return isFile(file) ? readFileSync(file, "utf8") : undefined;
}

/** False for a named pipe, which would block a reader for ever. */
function isFile(file: string): boolean {
  try {
    return lstatSync(file).isFile();
  } catch {
    return false;
  }
}
