import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isSame, signatureOf } from "../repository/signature.ts";
import { blobOf, digestOf, type Folder, type Generated, type Record, type Source, type Unit } from "./record.ts";

/** What of a record still holds: units whose sources and generated files are as they were. */
export interface Unaffected {
  readonly units: readonly Unit[];
  readonly affected: readonly Unit[];
  /** The record with the signatures of now, where many files were read to see that they are as they were. */
  readonly refreshed: Record | undefined;
}

/** Undefined where the base is affected, or what environments there are: all have to be compiled then. */
export function unaffectedUnits(record: Record, listed: readonly string[]): Unaffected | undefined {
  const { root } = record;
  if (listed.join("\n") !== record.listed.join("\n")) return undefined;
  const sources = same(record.sources, (path, source) => sameSource(join(root, path), source));
  const folders = same(record.folders, (path, folder) => sameFolder(join(root, path), folder));
  const own = new Set(record.units.flatMap(foldersOf));
  if ([...folders.changed].some((path) => !own.has(path))) return undefined;
  const isRead = ([path, digest]: readonly [string, string | null]) =>
    digest === null
      ? signatureOf(join(root, path)) === undefined
      : record.sources[path]?.digest === digest && !sources.changed.has(path);
  const affected = new Set<Unit>();
  let read = sources.read + folders.read;
  const newer = record.units.map((unit) => {
    const files = unit.environments.map((one) => same(one.files, (path, file) => sameFile(join(root, path), file)));
    const isSame =
      files.every(({ changed }) => changed.size === 0) &&
      Object.entries(unit.reads).every(isRead) &&
      !foldersOf(unit).some((path) => folders.changed.has(path));
    if (!isSame) affected.add(unit);
    const inUnit = files.reduce((sum, one) => sum + one.read, 0);
    read += inUnit;
    if (!isSame || inUnit === 0) return unit;
    const environments = unit.environments.map((one, index) => ({ ...one, files: files[index]?.entries ?? one.files }));
    return { ...unit, environments };
  });
  const [base] = record.units;
  if (base === undefined || affected.has(base)) return undefined;
  return {
    units: record.units.filter((unit) => !affected.has(unit)),
    affected: [...affected],
    refreshed:
      read < worthKeeping ? undefined : { ...record, sources: sources.entries, folders: folders.entries, units: newer },
  };
}

/** From how many files on it takes less time to keep their signatures than to read them again. */
const worthKeeping = 200;

interface Same<Entry> {
  readonly entries: { readonly [path: string]: Entry };
  /** Paths of what is not as it was. */
  readonly changed: ReadonlySet<string>;
  /** How many entries got other signatures. */
  readonly read: number;
}

/** Looks at each entry; `check` gives the entry as it is to be kept, undefined for one that is not as it was. */
function same<Entry>(
  entries: { readonly [path: string]: Entry },
  check: (path: string, entry: Entry) => Entry | undefined,
): Same<Entry> {
  const newer: { [path: string]: Entry } = {};
  const changed = new Set<string>();
  for (const path in entries) {
    const entry = entries[path];
    const now = entry === undefined ? undefined : check(path, entry);
    if (now === undefined) changed.add(path);
    else if (now !== entry) newer[path] = now;
  }
  const read = Object.keys(newer).length;
  return { entries: read === 0 ? entries : { ...entries, ...newer }, changed, read };
}

/** Units of which git has other files, or none, by path and git's id. */
export function uncommittedUnits(units: readonly Unit[], committed: ReadonlyMap<string, string>): ReadonlySet<Unit> {
  const counts = new Map<string, number>();
  for (const path of committed.keys()) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  const isCommitted = (unit: Unit) => {
    const files = filesOf(unit);
    const inFolders = foldersOf(unit).reduce((sum, folder) => sum + (counts.get(folder) ?? 0), 0);
    return inFolders === files.length && files.every(([path, { blob }]) => committed.get(path) === blob);
  };
  return new Set(units.filter((unit) => !isCommitted(unit)));
}

function filesOf(unit: Unit): readonly (readonly [string, Generated])[] {
  return unit.environments.flatMap(({ files }) => Object.entries(files));
}

/** The folders that hold the unit's files and nothing of others. */
function foldersOf(unit: Unit): readonly string[] {
  return [...new Set(filesOf(unit).map(([path]) => dirname(path)))];
}

function sameSource(path: string, source: Source): Source | undefined {
  const signature = signatureOf(path);
  if (signature === undefined) return undefined;
  if (isSame(signature, source.signature)) return source;
  return digestOf(textOf(path) ?? "") === source.digest ? { ...source, signature } : undefined;
}

function sameFile(path: string, file: Generated): Generated | undefined {
  const signature = signatureOf(path);
  if (signature === undefined) return undefined;
  if (isSame(signature, file.signature)) return file;
  return blobOf(textOf(path) ?? "") === file.blob ? { ...file, signature } : undefined;
}

function sameFolder(path: string, folder: Folder): Folder | undefined {
  const signature = signatureOf(path) ?? "";
  if (isSame(signature, folder.signature)) return folder;
  return JSON.stringify(namesIn(path)) === JSON.stringify(folder.names) ? { ...folder, signature } : undefined;
}

/** What is in a folder, sorted; nothing where there is none. */
export function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
