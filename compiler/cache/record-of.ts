import { type Dirent, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Compiled, CompiledFiles } from "../compiled.ts";
import { remembering } from "../kubernetes/remembering.ts";
import { blobId } from "../repository/blob-id.ts";
import {
  packed,
  packedLength,
  type Signature,
  signatureOf,
  signatureOfWritten,
  unknown,
} from "../repository/signature.ts";
import type { CommittedTree } from "../tree.ts";
import { stretching } from "./columns.ts";
import { withCommitted } from "./committed.ts";
import { type Addition, type Details, digestOf, type Folder, namesDigest, type Record, type Unit } from "./record.ts";
import type { SeenByPath } from "./seen.ts";

/** A run that ended well. */
export interface Run extends Pick<Record, "compiler" | "root" | "head"> {
  readonly compiled: Compiled<CompiledFiles>;
  /** All that was read, as it was then. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly signatures: ReadonlyMap<string, Signature | undefined>;
  /** When a file had the text that was generated for it, in milliseconds. */
  readonly written: (path: string) => number;
  /** What need not be looked at. */
  readonly seen: SeenByPath;
  /** Folders that environment files and generated files can be in. */
  readonly allFolders: readonly string[];
  /** What the commit `head` has; undefined where that is not sure. */
  readonly committed: CommittedTree | undefined;
}

/** Undefined where an issue is of no environment: it would not be told again. */
export function recordOf(run: Run): Record | undefined {
  const { compiler, root, allFolders } = run;
  const found = partOf(run, (_, list) => allFolders.flatMap((path) => list(path, "deep")));
  return found && { compiler, root, ...found };
}

/** The same of what was compiled alone. */
export function additionOf(run: Run): Addition | undefined {
  return partOf(run, (own, list) => [
    ...own.flatMap((path) => list(path, "deep")),
    ...foldersAround(own).flatMap((path) => list(path)),
  ]);
}

/** `look` lists the folders of what was compiled, and those that tell of others. */
function partOf(run: Run, look: (own: readonly string[], list: List) => readonly Folder[]): Addition | undefined {
  const { compiled, head, committed } = run;
  const { base, issues, environments } = compiled;
  if (base === undefined || issues.some(({ environment }) => environment === undefined)) return undefined;
  const own = new Set([base, ...environments].flatMap(({ files }) => [...files.keys()].map(dirname)));
  const listed = look([...own], (path, deep) => listingsOf(path, run, deep));
  const listings = new Map(listed.map((one) => [one.path, one]));
  const others = [...listings.values()].filter(({ path }) => !own.has(path));
  const found = unitsOf(base, compiled, run, listings).sort(byFile);
  const units = committed === undefined ? found : withCommitted(found, committed);
  return { head, folders: others, known: compiled.found, units };
}

/** The base, then by file. */
function byFile(a: Unit, b: Unit): number {
  if (a.name === "base" || b.name === "base") return a.name === "base" ? -1 : 1;
  return a.file < b.file ? -1 : 1;
}

function unitsOf(
  base: CompiledFiles,
  { environments, sharedReads, warnings }: Compiled<CompiledFiles>,
  run: Run,
  listings: Listings,
): Unit[] {
  const units = new Map<string, { name: string; reads: readonly string[]; of: CompiledFiles[] }>();
  for (const one of [base, ...environments]) {
    const { key, name, file } = one;
    const unit = units.get(file) ?? {
      name: key === undefined ? name : name.slice(0, -key.length - 1),
      reads: one === base ? sharedReads : one.reads,
      of: [],
    };
    unit.of.push(one);
    units.set(file, unit);
  }
  // the base is a source of all
  const digest = remembering((path) => digestOf(run.texts.get(path) ?? ""));
  const all = [...units].map(([file, { name, reads, of }]) => ({
    ...{ name, file },
    isProvisional: of.some((one) => warnings.get(one.name)?.some(({ code }) => code.startsWith("change/"))),
    environments: of.map((one) => ({
      name: one.name,
      objects: one.objects,
      places: one.places,
      issues: warnings.get(one.name) ?? [],
    })),
    ...lookedAt(reads, of, run, listings, digest),
  }));
  return stretched(all);
}

/** A unit on its own. */
interface Looked extends Omit<Unit, "signatures" | "details" | "committed"> {
  readonly signatures: readonly Signature[];
  readonly details: Details;
}

/** What a unit was compiled from and to, and how that was. */
function lookedAt(
  reads: readonly string[],
  environments: readonly CompiledFiles[],
  { root, seen, texts, signatures, written }: Run,
  listings: Listings,
  digest: (path: string) => string,
): Pick<Looked, "sources" | "absent" | "folders" | "files" | "ids" | "signatures" | "details"> {
  const [sources, absent, files, ids]: [string[], string[], string[], string[]] = [[], [], [], []];
  const found: Signature[] = [];
  for (const path of reads) {
    if (texts.get(path) === undefined) absent.push(path);
    else {
      sources.push(path);
      found.push(signatures.get(path) ?? unknown);
    }
  }
  const folders: Folder[] = [];
  const ofFiles: Signature[] = [];
  for (const one of environments)
    for (const [path, text] of one.files) {
      const known = seen.files.get(path);
      files.push(path);
      ids.push(known?.id ?? blobId(text));
      ofFiles.push(known?.signature ?? signatureOfWritten(join(root, path), written(path)));
      const folder = listings.get(path.slice(0, path.lastIndexOf("/")));
      if (folder !== undefined && !folders.includes(folder)) folders.push(folder);
    }
  return {
    ...{ sources, absent, files, ids },
    folders: folders.map(({ path }) => path),
    signatures: [...found, ...folders.map(({ signature }) => signature), ...ofFiles],
    details: {
      sources: sources.map(digest),
      folders: folders.map((one) => one.digest),
      environments: environments.map(({ name, kubernetesVersion, requests }) => ({
        name,
        kubernetesVersion,
        requests,
      })),
    },
  };
}

/** Units whose signatures and details are stretches of two arrays: to make two for each takes longer than all else. */
function stretched(all: readonly Looked[]): Unit[] {
  const texts = all.map(({ details }) => JSON.stringify(details));
  const [numbers, bytes] = [packed(all.flatMap(({ signatures }) => signatures)), Buffer.from(texts.join(""))];
  const [ofNumbers, ofBytes] = [stretching(numbers), stretching(bytes)];
  return all.map((one, index) => ({
    ...one,
    committed: undefined,
    signatures: ofNumbers(one.signatures.length * packedLength),
    details: ofBytes(Buffer.byteLength(texts[index] ?? "")),
  }));
}

/** Those that the folders are in. */
function foldersAround(folders: readonly string[]): readonly string[] {
  const around = new Set<string>();
  for (const path of folders)
    for (let folder = dirname(path); folder !== "." && !around.has(folder); folder = dirname(folder))
      around.add(folder);
  return [...around];
}

type Listings = ReadonlyMap<string, Folder>;
type List = (path: string, deep?: "deep") => readonly Folder[];

/** A folder, and with `deep` all in it, as what is generated can lie at any depth; links are none. */
function listingsOf(path: string, run: Pick<Run, "root" | "seen">, deep?: "deep"): readonly Folder[] {
  const known = run.seen.folders.get(path);
  if (known !== undefined) return [known];
  const { root } = run;
  // a change of the list after that shows
  const signature = signatureOf(join(root, path)) ?? unknown;
  const entries = entriesOf(join(root, path));
  const folders = deep === undefined ? [] : entries.filter((entry) => entry.isDirectory());
  const own = { path, signature, digest: namesDigest(entries) };
  return [own, ...folders.flatMap(({ name }) => listingsOf(`${path}/${name}`, run, deep))];
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
