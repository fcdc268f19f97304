import { createHash, hash } from "node:crypto";
import { appendFileSync, type Dirent, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Requests } from "../environment-change.ts";
import type { Issue } from "../issue.ts";
import { type KnownRuns, withMore } from "../known-runs.ts";
import { makeFolders } from "../repository/make-folders.ts";
import type { Signature } from "../repository/signature.ts";
import { type Columns, columnsOf, unitsIn } from "./columns.ts";

/** What a run found: from which files each environment was compiled, and to which. */
export interface Record {
  /** Of the compiler itself. */
  readonly compiler: string;
  /** Absolute path of the repository. */
  readonly root: string;
  /** What the commit is that changes were judged from: see `headOf`. */
  readonly head: string | undefined;
  /** The folders that environment files and generated files can be in and that are of no unit alone. */
  readonly folders: readonly Folder[];
  /** What the base and files on top of it came to. */
  readonly known: KnownRuns;
  /** The base, then the environment files. */
  readonly units: readonly Unit[];
}

/** A folder and what is in it. */
export interface Folder {
  readonly path: string;
  readonly signature: Signature;
  /** Of the names in it: see `namesDigest`. */
  readonly digest: string;
}

/** An environment file, or the base, and all that is looked at to see that it is as it was. */
export interface Unit {
  /** The environment's, or of a file with several what their names begin with. */
  readonly name: string;
  readonly file: string;
  /** Paths of what it was evaluated from, itself included. */
  readonly sources: readonly string[];
  /** Where something was looked for and there was nothing. */
  readonly absent: readonly string[];
  /** The folders that hold its generated files and nothing of others. */
  readonly folders: readonly string[];
  /** Paths of its generated files. */
  readonly files: readonly string[];
  /** Git's ids of these. */
  readonly ids: readonly string[];
  /** Of the sources, the folders and the files in turn, packed. */
  readonly signatures: Stretch<Float64Array>;
  readonly environments: readonly RecordedEnvironment[];
  /** True where a warning depends on what was committed: it has to be looked at again. */
  readonly isProvisional: boolean;
  /** What the commit of the record has of it, where that is known. */
  readonly committed: Committed | undefined;
  /** `Details` as JSON. */
  readonly details: Stretch<Buffer>;
}

/** A part of what many units share: to cut it out for each takes longer than most runs have use for. */
export interface Stretch<Whole> {
  readonly whole: Whole;
  readonly start: number;
  readonly end: number;
}

/** The stretch that is all of an array. */
export function wholeOf<Whole extends Float64Array | Buffer>(whole: Whole): Stretch<Whole> {
  return { whole, start: 0, end: whole.length };
}

/** What a commit has in a unit's folders: just what was generated, or files of the same names, whose texts these are in turn. */
export type Committed = "generated" | readonly string[];

/** What every run has to know of an environment that it does not compile. */
export interface RecordedEnvironment {
  readonly name: string;
  /** Number of its Kubernetes objects. */
  readonly objects: number;
  /** What no other environment of its cluster may have: see `placesOf`. */
  readonly places: readonly string[];
  /** Warnings. */
  readonly issues: readonly Issue[];
}

/** What few runs have to know of a unit. */
export interface Details {
  /** Digests of the texts of the sources. */
  readonly sources: readonly string[];
  /** Digests of the names in the folders. */
  readonly folders: readonly string[];
  readonly environments: readonly {
    readonly name: string;
    /** The Kubernetes version that it targets. */
    readonly kubernetesVersion: string;
    readonly requests: Requests;
  }[];
}

/** What a run found that was not in the record before it. */
export type Addition = Pick<Record, "head" | "folders" | "known" | "units">;

/** A record as it was kept, in so many additions. */
export interface Kept {
  readonly record: Record;
  readonly additions: number;
}

/** The record of the last runs; undefined where there is none, or where it is damaged, another compiler's or another folder's. */
export function readRecord(file: string, root: string, compiler: string): Kept | undefined {
  try {
    const bytes = readFileSync(file);
    const [record, end] = partAt<Record>(bytes, 0);
    if (record.compiler !== compiler || record.root !== root) return undefined;
    const additions: Addition[] = [];
    for (let at = end; at < bytes.length; ) {
      const [addition, next] = partAt<Addition>(bytes, at);
      // what is noted of the commit would be of two
      if (addition.head !== record.head) return undefined;
      additions.push(addition);
      at = next;
    }
    return { record: withAdditions(record, additions), additions: additions.length };
  } catch {
    return undefined;
  }
}

/** Of a folder or a unit the last one counts. */
function withAdditions(record: Record, additions: readonly Addition[]): Record {
  const all = [record, ...additions];
  const folders = new Map(all.flatMap((part) => part.folders.map((folder) => [folder.path, folder])));
  const newer = new Map(additions.flatMap(({ units }) => units.map((unit) => [unit.file, unit])));
  return {
    ...record,
    folders: [...folders.values()],
    known: all.map(({ known }) => known).reduce(withMore),
    units: record.units.map((unit) => newer.get(unit.file) ?? unit),
  };
}

/** Keeps a record for the next run. A folder that cannot be written is no reason to fail: nothing is kept then. */
export function writeRecord(file: string, record: Record): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    makeFolders(dirname(file));
    // options may say more of a cluster than others should read
    writeFileSync(unfinished, "", { mode: 0o600 });
    for (const piece of piecesOf(record)) appendFileSync(unfinished, piece);
    renameSync(unfinished, file);
  } catch {
    // the next run is slower
  }
}

/** Adds what a run found to the record that it began with, which takes less time than to write all of that again. */
export function addToRecord(file: string, addition: Addition): void {
  try {
    appendFileSync(file, Buffer.concat(piecesOf(addition)));
  } catch {
    // the next run is slower
  }
}

/**
 * A part of the file: a line with the digest of what follows and its three lengths in bytes; then as JSON all that every run
 * needs, with the units in columns, the numbers of all signatures, and the details of each unit as JSON of its own, so that
 * only those are parsed that are needed. In pieces: all at once would take several times its length of memory.
 */
function piecesOf(part: Record | Addition): readonly Buffer[] {
  const { units } = part;
  const head = Buffer.from(JSON.stringify({ ...part, units: columnsOf(units) }));
  const signatures = inPieces(units.map((unit) => bytesOf(unit.signatures)));
  const details = inPieces(units.map(({ details: { whole, start, end } }) => whole.subarray(start, end)));
  const digest = createHash("sha256");
  for (const piece of [head, ...signatures, ...details]) digest.update(piece);
  const lengths = [[head], signatures, details].map((pieces) => pieces.reduce((sum, { length }) => sum + length, 0));
  const line = `${digest.digest("base64url")} ${lengths.join(" ")}\n`;
  return [Buffer.from(line), head, ...signatures, ...details];
}

function bytesOf({ whole, start, end }: Stretch<Float64Array>): Buffer {
  const { BYTES_PER_ELEMENT: size } = whole;
  return Buffer.from(whole.buffer, whole.byteOffset + start * size, (end - start) * size);
}

/** Many at a time. */
function inPieces(buffers: readonly Buffer[]): readonly Buffer[] {
  const size = 1000;
  return Array.from({ length: Math.ceil(buffers.length / size) }, (_, index) =>
    Buffer.concat(buffers.slice(index * size, (index + 1) * size)),
  );
}

/** A part and where it ends. Throws where it is not what was written. */
function partAt<Part extends Record | Addition>(bytes: Buffer, at: number): readonly [Part, number] {
  const start = bytes.indexOf("\n", at) + 1;
  const [digest, ...lengths] = bytes.toString("latin1", at, start).split(" ");
  const [head = 0, signatures = 0, details = 0] = lengths.map(Number);
  const end = start + head + signatures + details;
  if (digest !== digestOf(bytes.subarray(start, end))) throw new Error("the record is damaged");
  // the digest says that it is whole, so that it has the form in which it was written
  const part = JSON.parse(bytes.toString("utf8", start, start + head)) as Part & { readonly units: Columns };
  const numbers = new Float64Array(Uint8Array.from(bytes.subarray(start + head, end - details)).buffer);
  return [{ ...part, units: unitsIn(part.units, numbers, bytes.subarray(end - details, end)) }, end];
}

/** Digests and what is needed of environments that are as they are committed. */
export function detailsOf({ details }: Unit): Details {
  // whole, as the record is
  return JSON.parse(details.whole.toString("utf8", details.start, details.end)) as Details;
}

/**
 * The file that holds the record of a repository, in a folder of the user's. Not in the repository, also not in its
 * node_modules: a pull request could bring a record by which its own overlays are up to date.
 */
export function recordFile(root: string, cacheHome: string): string {
  return join(cacheHome, "overlayer", `${digestOf(root)}.record`);
}

/** A digest that no two texts share. */
export function digestOf(text: string | Buffer): string {
  return hash("sha256", text, "base64url");
}

/** A digest of what is in a folder, which no two share: the names, of a folder with a slash. */
export function namesDigest(entries: readonly Dirent[]): string {
  return digestOfNames(entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)));
}

/** The same of names. */
export function digestOfNames(names: readonly string[]): string {
  return digestOf(JSON.stringify(names.toSorted()));
}
