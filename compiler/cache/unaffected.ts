import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { blobId } from "../repository/blob-id.ts";
import { currentSignature, isSame, packed, type Signature, signatureOf, unpacked } from "../repository/signature.ts";
import { detailsOf, digestOf, type Folder, namesDigest, type Record, type Unit } from "./record.ts";

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
  if (namesDigest(listed) !== record.listed) return undefined;
  if (foldersAround(record.units).some((path) => currentSignature(`${root}/${path}`) === undefined)) return undefined;
  const folders = record.folders.map((folder) => sameFolder(`${root}/${folder.path}`, folder));
  const signatures = signaturesIn(root);
  const same = record.units.map((unit) => sameUnit(unit, root, signatures));
  const affected = record.units.filter((_, index) => same[index] === undefined);
  const [base] = record.units;
  if (base === undefined || affected.includes(base) || folders.includes(undefined)) return undefined;
  const newer = [
    ...folders.filter((folder, index) => folder !== record.folders[index]),
    ...same.filter((unit, index) => unit !== undefined && unit !== record.units[index]),
  ];
  const refreshed = {
    ...record,
    folders: folders.filter((folder) => folder !== undefined),
    units: record.units.map((unit, index) => same[index] ?? unit),
  };
  return {
    units: record.units.filter((_, index) => same[index] !== undefined),
    affected,
    refreshed: newer.length < worthKeeping ? undefined : refreshed,
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

/** Looks at each path once: a source can be one of many units. */
function signaturesIn(root: string): (path: string) => Signature | undefined {
  const found = new Map<string, Signature | undefined>();
  return (path) => {
    if (!found.has(path)) found.set(path, currentSignature(`${root}/${path}`));
    return found.get(path);
  };
}

/** The unit as it is to be kept; undefined where it is affected. */
function sameUnit(unit: Unit, root: string, currentSource: (path: string) => Signature | undefined): Unit | undefined {
  if (unit.isProvisional || unit.absent.some((path) => isThere(`${root}/${path}`))) return undefined;
  const generated = [...unit.folders, ...unit.files].map((path) => currentSignature(`${root}/${path}`));
  const current = [...unit.sources.map(currentSource), ...generated];
  return packed(current) === unit.signatures ? unit : sameWhenRead(unit, root, current);
}

/** What has another signature is read. */
function sameWhenRead(unit: Unit, root: string, current: readonly (Signature | undefined)[]): Unit | undefined {
  const { sources, folders, files } = detailsOf(unit);
  const kept = unpacked(unit.signatures);
  const paths = [...unit.sources, ...unit.folders, ...unit.files];
  const digests = [...sources, ...folders, ...files];
  const signatures: Signature[] = [];
  for (const [index, path] of paths.entries()) {
    const signature = isSame(current[index], kept[index]) ? current[index] : signatureOf(`${root}/${path}`);
    if (signature === undefined) return undefined;
    signatures.push(signature);
    if (signature === current[index]) continue;
    const digest = index < sources.length ? textDigest : index < sources.length + folders.length ? listDigest : idOf;
    if (digest(`${root}/${path}`) !== digests[index]) return undefined;
  }
  return { ...unit, signatures: packed(signatures) };
}

/** Units of which git has other files, or none, by path and git's id. */
export function uncommittedUnits(units: readonly Unit[], committed: ReadonlyMap<string, string>): ReadonlySet<Unit> {
  const counts = new Map<string, number>();
  for (const path of committed.keys()) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  const isCommitted = (unit: Unit) => {
    const inFolders = unit.folders.reduce((sum, folder) => sum + (counts.get(folder) ?? 0), 0);
    if (inFolders !== unit.files.length) return false;
    const ids = detailsOf(unit).files;
    return unit.files.every((path, index) => committed.get(path) === ids[index]);
  };
  return new Set(units.filter((unit) => !isCommitted(unit)));
}

function sameFolder(path: string, folder: Folder): Folder | undefined {
  const current = currentSignature(path);
  // none, or a link, in which what is listed may change unseen
  if (current === undefined) return folder.digest === nothing && listDigest(path) === nothing ? folder : undefined;
  if (packed([current]) === folder.signature) return folder;
  const signature = packed([signatureOf(path)]);
  return listDigest(path) === folder.digest ? { ...folder, signature } : undefined;
}

const nothing = namesDigest([]);

/** Of nothing where there is no folder. */
function listDigest(path: string): string {
  try {
    return namesDigest(readdirSync(path).sort());
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
