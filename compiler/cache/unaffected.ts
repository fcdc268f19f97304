import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isSame, signatureOf } from "../repository/signature.ts";
import { blobOf, digestOf, type Folder, type Generated, type Record, type Source, type Unit } from "./record.ts";

/** What of a record still holds: units whose sources and generated files are as they were. */
export interface Unaffected {
  /** With the signatures of now where files were read again. */
  readonly record: Record;
  readonly units: readonly Unit[];
  readonly affected: readonly Unit[];
}

/** Undefined where the base is affected, or what environments there are: all have to be compiled then. */
export function unaffectedUnits(record: Record, listed: readonly string[]): Unaffected | undefined {
  const { root } = record;
  if (JSON.stringify(listed) !== JSON.stringify(record.listed)) return undefined;
  const sources = same(record.sources, (path, source) => sameSource(join(root, path), source));
  const folders = same(record.folders, (path, folder) => sameFolder(join(root, path), folder));
  const own = new Set(record.units.flatMap(foldersOf));
  if ([...folders.changed].some((path) => !own.has(path))) return undefined;
  const units: Unit[] = [];
  const affected: Unit[] = [];
  for (const unit of record.units) {
    const environments = unit.environments.map((one) => ({
      one,
      files: same(one.files, (path, file) => sameFile(join(root, path), file)),
    }));
    const isSame =
      environments.every(({ files }) => files.changed.size === 0) &&
      !unit.reads.some((path) => sources.changed.has(path)) &&
      !foldersOf(unit).some((path) => folders.changed.has(path));
    if (!isSame) affected.push(unit);
    else units.push({ ...unit, environments: environments.map(({ one, files }) => ({ ...one, files: files.kept })) });
  }
  if (units[0]?.file !== record.units[0]?.file) return undefined;
  return { record: { ...record, sources: sources.kept, folders: folders.kept }, units, affected };
}

/** The entries that are as they were, with the signatures that tell so next time, and the paths of the others. */
function same<Entry>(
  entries: { readonly [path: string]: Entry },
  check: (path: string, entry: Entry) => Entry | undefined,
): { readonly kept: { readonly [path: string]: Entry }; readonly changed: ReadonlySet<string> } {
  const kept: { [path: string]: Entry } = {};
  const changed = new Set<string>();
  for (const [path, entry] of Object.entries(entries)) {
    const now = check(path, entry);
    if (now === undefined) changed.add(path);
    else kept[path] = now;
  }
  return { kept, changed };
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

function sameSource(path: string, source: Source | null): Source | null | undefined {
  const signature = signatureOf(path);
  if (source === null) return signature === undefined ? null : undefined;
  if (signature === undefined || isSame(signature, source.signature))
    return signature === undefined ? undefined : source;
  return digestOf(textOf(path) ?? "") === source.digest ? { ...source, signature } : undefined;
}

function sameFile(path: string, file: Generated): Generated | undefined {
  const signature = signatureOf(path);
  if (signature === undefined || isSame(signature, file.signature)) return signature === undefined ? undefined : file;
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
