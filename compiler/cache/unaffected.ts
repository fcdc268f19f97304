import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { blobId } from "../repository/blob-id.ts";
import { isAsPacked, packed, packedLength, signatureOf, statsOf } from "../repository/signature.ts";
import { detailsOf, digestOf, type Folder, namesDigest, type Record, type Unit, wholeOf } from "./record.ts";

/** What of a record still holds: units whose sources and generated files are as they were. */
export interface Unaffected {
  readonly units: readonly Unit[];
  readonly affected: readonly Unit[];
  /** The record with the signatures of now, where many files were read to see that they are as they were. */
  readonly refreshed: Record | undefined;
}

/** Undefined where the base is affected, or what environments there are: all have to be compiled then. */
export function unaffectedUnits(record: Record): Unaffected | undefined {
  const { root } = record;
  if (foldersAround(record.units).some((path) => signatureOf(`${root}/${path}`) === undefined)) return undefined;
  const folders = record.folders.map((folder) => sameFolder(`${root}/${folder.path}`, folder));
  if (folders.includes(undefined)) return undefined;
  const look = lookingOnce();
  const same = record.units.map((unit) => sameUnit(unit, root, look));
  if (same[0] === undefined) return undefined;
  const isRead = (unit: Unit | undefined, index: number) => unit !== undefined && unit !== record.units[index];
  const refreshed = {
    ...record,
    folders: folders.filter((folder) => folder !== undefined),
    units: record.units.map((unit, index) => same[index] ?? unit),
  };
  return {
    units: record.units.filter((_, index) => same[index] !== undefined),
    affected: record.units.filter((_, index) => same[index] === undefined),
    refreshed: same.filter(isRead).length < worthKeeping ? undefined : refreshed,
  };
}

/** From how many units on it takes less time to keep their signatures than to read them again. */
const worthKeeping = 50;

/** The folders of the sources and those around them: one that became a link may lead out of the repository. */
function foldersAround(units: readonly Unit[]): readonly string[] {
  const folders = new Set<string>();
  for (const { sources } of units)
    for (const path of sources)
      for (let folder = dirname(path); folder !== "." && !folders.has(folder); folder = dirname(folder))
        folders.add(folder);
  return [...folders];
}

/** Looks at what several units were evaluated from, such as the base, once for all of them. */
function lookingOnce(): typeof statsOf {
  const found = new Map<string, ReturnType<typeof statsOf>>();
  return (path) => {
    if (!found.has(path)) found.set(path, statsOf(path));
    return found.get(path);
  };
}

/** The unit as it is to be kept; undefined where it is affected. */
function sameUnit(unit: Unit, root: string, lookOnce: typeof statsOf): Unit | undefined {
  if (unit.isProvisional || unit.absent.some((path) => isThere(`${root}/${path}`))) return undefined;
  const paths = [...unit.sources, ...unit.folders, ...unit.files];
  const isShared = (path: string, index: number) => index < unit.sources.length && path !== unit.file;
  const look = (path: string, index: number) => (isShared(path, index) ? lookOnce : statsOf)(`${root}/${path}`);
  const { whole, start } = unit.signatures;
  const isSame = paths.every((path, index) => isAsPacked(look(path, index), whole, start + index * packedLength));
  return isSame ? unit : sameWhenRead(unit, root, paths);
}

/** What has another signature is read. */
function sameWhenRead(unit: Unit, root: string, paths: readonly string[]): Unit | undefined {
  const { sources, folders } = detailsOf(unit);
  const digests = [...sources, ...folders, ...unit.ids];
  const digestAt = (index: number) =>
    index < sources.length ? textDigest : index < sources.length + folders.length ? listDigest : idOf;
  const { whole, start, end } = unit.signatures;
  const signatures = whole.slice(start, end);
  for (const [index, path] of paths.entries()) {
    if (isAsPacked(statsOf(`${root}/${path}`), signatures, index * packedLength)) continue;
    const signature = signatureOf(`${root}/${path}`);
    if (signature === undefined || digestAt(index)(`${root}/${path}`) !== digests[index]) return undefined;
    signatures.set(packed([signature]), index * packedLength);
  }
  return { ...unit, signatures: wholeOf(signatures) };
}

function sameFolder(path: string, folder: Folder): Folder | undefined {
  if (isAsPacked(statsOf(path), packed([folder.signature]), 0)) return folder;
  const signature = signatureOf(path);
  // none, or a link, in which what is listed may change unseen
  if (signature === undefined) return folder.digest === nothing && listDigest(path) === nothing ? folder : undefined;
  return listDigest(path) === folder.digest ? { ...folder, signature } : undefined;
}

const nothing = namesDigest([]);

/** Of nothing where there is no folder. */
function listDigest(path: string): string {
  try {
    return namesDigest(readdirSync(path, { withFileTypes: true }));
  } catch {
    return nothing;
  }
}

function textDigest(path: string): string {
  return digestOf(textOf(path));
}

function idOf(path: string): string {
  return blobId(textOf(path));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
