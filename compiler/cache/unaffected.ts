import { readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { blobId } from "../repository/blob-id.ts";
import { isSame, signatureOf } from "../repository/signature.ts";
import { digestOf, type Folder, type Generated, type Record, type Source, type Unit } from "./record.ts";

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
  if (foldersAround(record.sources).some((path) => signatureOf(`${root}/${path}`) === undefined)) return undefined;
  const sources = same(record.sources, (source) => sameSource(`${root}/${source.path}`, source));
  const folders = same(record.folders, (folder) => sameFolder(`${root}/${folder.path}`, folder));
  const own = new Set(record.units.flatMap(foldersOf));
  if ([...folders.changed].some((path) => !own.has(path))) return undefined;
  const digests = new Map(record.sources.map(({ path, digest }) => [path, digest]));
  const isRead = ({ path, digest }: Unit["reads"][number]) =>
    digest === null
      ? signatureOf(`${root}/${path}`) === undefined
      : digests.get(path) === digest && !sources.changed.has(path);
  const affected = new Set<Unit>();
  let read = sources.read + folders.read;
  const newer = record.units.map((unit) => {
    const files = unit.environments.map((one) => same(one.files, (file) => sameFile(`${root}/${file.path}`, file)));
    const isSame =
      !unit.isProvisional &&
      files.every(({ changed }) => changed.size === 0) &&
      unit.reads.every(isRead) &&
      (folders.changed.size === 0 || !foldersOf(unit).some((path) => folders.changed.has(path)));
    if (!isSame) affected.add(unit);
    const inUnit = files.reduce((sum, one) => sum + one.read, 0);
    read += inUnit;
    if (!isSame || inUnit === 0) return unit;
    const environments = unit.environments.map((one, index) => ({ ...one, files: files[index]?.entries ?? one.files }));
    return { ...unit, environments };
  });
  const [base] = record.units;
  if (base === undefined || affected.has(base)) return undefined;
  const refreshed = { ...record, sources: sources.entries, folders: folders.entries, units: newer };
  return {
    units: record.units.filter((unit) => !affected.has(unit)),
    affected: [...affected],
    refreshed: read < worthKeeping ? undefined : refreshed,
  };
}

/** From how many files on it takes less time to keep their signatures than to read them again. */
const worthKeeping = 200;

/** The folders of the sources and those around them: one that became a link may lead out of the repository. */
function foldersAround(sources: Record["sources"]): readonly string[] {
  const folders = new Set<string>();
  for (const { path } of sources)
    for (let folder = dirname(path); folder !== "." && !folders.has(folder); folder = dirname(folder))
      folders.add(folder);
  return [...folders];
}

interface Same<Entry> {
  readonly entries: readonly Entry[];
  /** Paths of what is not as it was. */
  readonly changed: ReadonlySet<string>;
  /** How many entries got other signatures. */
  readonly read: number;
}

/** Looks at each entry; `check` gives the entry as it is to be kept, undefined for one that is not as it was. */
function same<Entry extends { readonly path: string }>(
  entries: readonly Entry[],
  check: (entry: Entry) => Entry | undefined,
): Same<Entry> {
  const changed = new Set<string>();
  let read = 0;
  const newer = entries.map((entry) => {
    const now = check(entry);
    if (now === undefined) changed.add(entry.path);
    else if (now !== entry) read++;
    return now ?? entry;
  });
  return { entries: newer, changed, read };
}

/** Units of which git has other files, or none, by path and git's id. */
export function uncommittedUnits(units: readonly Unit[], committed: ReadonlyMap<string, string>): ReadonlySet<Unit> {
  const counts = new Map<string, number>();
  for (const path of committed.keys()) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  const isCommitted = (unit: Unit) => {
    const files = filesOf(unit);
    const inFolders = foldersOf(unit).reduce((sum, folder) => sum + (counts.get(folder) ?? 0), 0);
    return inFolders === files.length && files.every(({ path, blob }) => committed.get(path) === blob);
  };
  return new Set(units.filter((unit) => !isCommitted(unit)));
}

function filesOf(unit: Unit): readonly Generated[] {
  return unit.environments.flatMap(({ files }) => files);
}

/** The folders that hold the unit's files and nothing of others. */
function foldersOf(unit: Unit): readonly string[] {
  return [...new Set(filesOf(unit).map(({ path }) => path.slice(0, path.lastIndexOf("/"))))];
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
  return blobId(textOf(path) ?? "") === file.blob ? { ...file, signature } : undefined;
}

function sameFolder(path: string, folder: Folder): Folder | undefined {
  const signature = signatureOf(path);
  // none, or a link, in which what is listed may change unseen
  if (signature === undefined) return folder.names.length + namesIn(path).length === 0 ? folder : undefined;
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
