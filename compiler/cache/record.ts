import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Requests } from "../environment-change.ts";
import type { Issue } from "../issue.ts";
import type { Signature } from "../repository/signature.ts";

/** What a run found: from which files each environment was compiled, and to which. */
export interface Record {
  /** Of the compiler itself. */
  readonly compiler: string;
  /** Absolute path of the repository. */
  readonly root: string;
  /** What the commit is that changes were judged from: see `headOf`. */
  readonly head: string | undefined;
  /** All files below environments/. */
  readonly listed: readonly string[];
  /** All files that were read. Lists of entries of one form are read several times as fast as maps of paths. */
  readonly sources: readonly Source[];
  /** All folders that generated files are in, and the folders around those. */
  readonly folders: readonly Folder[];
  /** The base, then the environment files. */
  readonly units: readonly Unit[];
}

/** A file that was read. */
export interface Source {
  readonly path: string;
  readonly signature: Signature;
  readonly digest: string;
}

/** A folder of generated files, and the names in it. */
export interface Folder {
  readonly path: string;
  readonly signature: Signature;
  readonly names: readonly string[];
}

/** An environment file, or the base. */
export interface Unit {
  /** The environment's, or of a file with several what their names begin with. */
  readonly name: string;
  readonly file: string;
  /** What it was evaluated from, itself included; the digest is null where there is no such file. */
  readonly reads: readonly { readonly path: string; readonly digest: string | null }[];
  readonly environments: readonly RecordedEnvironment[];
  /** True where a warning depends on what was committed: it has to be looked at again. */
  readonly isProvisional: boolean;
}

/** What one environment was compiled to. */
export interface RecordedEnvironment {
  readonly name: string;
  /** Number of its Kubernetes objects. */
  readonly objects: number;
  /** What no other environment of its cluster may have: see `placesOf`. */
  readonly places: readonly string[];
  /** The Kubernetes version that it targets. */
  readonly kubernetesVersion: string;
  readonly requests: Requests;
  /** Warnings. */
  readonly issues: readonly Issue[];
  readonly files: readonly Generated[];
}

/** A generated file. */
export interface Generated {
  readonly path: string;
  readonly signature: Signature;
  /** Git's id of its content. */
  readonly blob: string;
}

/** What a run found that was not in the record before it. */
export type Addition = Pick<Record, "head" | "sources" | "folders" | "units">;

/** A record as it was kept, in so many additions. */
export interface Kept {
  readonly record: Record;
  readonly additions: number;
}

/** The record of the last runs; undefined where there is none, or where it is damaged, another compiler's or another folder's. */
export function readRecord(file: string, root: string, compiler: string): Kept | undefined {
  try {
    const [whole = "", ...additions] = readFileSync(file, "utf8").split("\n").slice(0, -1).map(undigested);
    // the digest says that it is whole, so that it has the form in which it was written
    const record = JSON.parse(whole) as Record;
    if (record.compiler !== compiler || record.root !== root) return undefined;
    const merged = additions.map((text) => JSON.parse(text) as Addition).reduce(withAddition, record);
    return { record: merged, additions: additions.length };
  } catch {
    return undefined;
  }
}

function withAddition(record: Record, { head, sources, folders, units }: Addition): Record {
  const newer = new Map(units.map((unit) => [unit.file, unit]));
  return {
    ...record,
    head,
    sources: withNewer(record.sources, sources),
    folders: withNewer(record.folders, folders),
    units: record.units.map((unit) => newer.get(unit.file) ?? unit),
  };
}

function withNewer<Entry extends { readonly path: string }>(
  entries: readonly Entry[],
  newer: readonly Entry[],
): readonly Entry[] {
  const paths = new Set(newer.map(({ path }) => path));
  return [...entries.filter(({ path }) => !paths.has(path)), ...newer];
}

/** Keeps a record for the next run. A folder that cannot be written is no reason to fail: nothing is kept then. */
export function writeRecord(file: string, record: Record): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, digested(record));
    renameSync(unfinished, file);
  } catch {
    // the next run is slower
  }
}

/** Adds what a run found to the record that it began with, which takes less time than to write all of that again. */
export function addToRecord(file: string, addition: Addition): void {
  try {
    appendFileSync(file, digested(addition));
  } catch {
    // the next run is slower
  }
}

function digested(value: Record | Addition): string {
  const text = JSON.stringify(value);
  return `${digestOf(text)} ${text}\n`;
}

/** Throws where a line is not what was written. */
function undigested(line: string): string {
  const [digest, text] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)];
  if (digest !== digestOf(text)) throw new Error("the line is damaged");
  return text;
}

/**
 * The file that holds the record of a repository, in a folder of the user's. Not in the repository, also not in its
 * node_modules: a pull request could bring a record by which its own overlays are up to date.
 */
export function recordFile(root: string, cacheHome: string): string {
  return join(cacheHome, "overlayer", `${digestOf(root)}.json`);
}

/** A digest that no two texts share. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
