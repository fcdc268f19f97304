import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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
  /** By path, all that was read; null where there is no such file. */
  readonly sources: { readonly [path: string]: Source | null };
  /** By path, all folders that generated files are in, and the folders around those. */
  readonly folders: { readonly [path: string]: Folder };
  /** The base, then the environment files. */
  readonly units: readonly Unit[];
}

/** A file that was read. */
export interface Source {
  readonly signature: Signature;
  readonly digest: string;
}

/** A folder of generated files, and the names in it. */
export interface Folder {
  readonly signature: Signature;
  readonly names: readonly string[];
}

/** An environment file, or the base. */
export interface Unit {
  /** The environment's, or of a file with several what their names begin with. */
  readonly name: string;
  readonly file: string;
  /** Paths of what it was evaluated from, itself included. */
  readonly reads: readonly string[];
  readonly environments: readonly RecordedEnvironment[];
}

/** What one environment was compiled to. */
export interface RecordedEnvironment {
  readonly name: string;
  /** Number of its Kubernetes objects. */
  readonly objects: number;
  /** Warnings. */
  readonly issues: readonly Issue[];
  /** By path, the generated files. */
  readonly files: { readonly [path: string]: Generated };
}

/** A generated file. */
export interface Generated {
  readonly signature: Signature;
  /** Git's id of its content. */
  readonly blob: string;
}

/** The last run's record; undefined where there is none, or where it is damaged, another compiler's or another folder's. */
export function readRecord(file: string, root: string, compiler: string): Record | undefined {
  try {
    const text = readFileSync(file, "utf8");
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    if (text.slice(0, end) !== digestOf(body)) return undefined;
    // the digest says that it is whole, so that it has the form in which it was written
    const record = JSON.parse(body) as Record;
    return record.compiler === compiler && record.root === root ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a record for the next run. A folder that cannot be written is no reason to fail: nothing is kept then. */
export function writeRecord(file: string, record: Record): void {
  const body = JSON.stringify(record);
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, `${digestOf(body)}\n${body}`);
    renameSync(unfinished, file);
  } catch {
    // the next run is slower
  }
}

/** The file that holds the record of a repository; `cacheHome` is for those without node_modules. */
export function recordFile(root: string, cacheHome: string): string {
  const modules = join(root, "node_modules");
  if (existsSync(modules)) return join(modules, ".cache/overlayer/record.json");
  return join(cacheHome, "overlayer", `${digestOf(root)}.json`);
}

/** A digest that no two texts share. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** What git calls a file of this text. */
export function blobOf(text: string): string {
  const bytes = Buffer.from(text);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
