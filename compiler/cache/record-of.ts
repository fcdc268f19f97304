import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Compiled, CompiledFiles } from "../compiled.ts";
import { blobId } from "../repository/blob-id.ts";
import { type Signature, signatureOf, signatureOfWritten } from "../repository/signature.ts";
import { type Addition, digestOf, type Folder, type Generated, type Record, type Source, type Unit } from "./record.ts";
import { namesIn } from "./unaffected.ts";

/** A run that ended well. */
export interface Run extends Pick<Record, "compiler" | "root" | "head" | "listed"> {
  readonly compiled: Compiled<CompiledFiles>;
  /** All that was read, as it was then. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly signatures: ReadonlyMap<string, Signature | undefined>;
  /** When a file had the text that was generated for it, in milliseconds. */
  readonly written: (path: string) => number;
  /** Folders that generated files can be in. */
  readonly outputFolders: readonly string[];
}

/** Undefined where an issue is of no environment: it would not be told again. */
export function recordOf(run: Run): Record | undefined {
  const addition = additionOf(run);
  if (addition === undefined) return undefined;
  const { compiler, root, listed } = run;
  const known = new Set(addition.folders.map(({ path }) => path));
  const all = run.outputFolders.flatMap((path) => withSubfolders(path, run));
  const others = all.filter((path) => !known.has(path)).map((path) => folderOf(path, run));
  return { compiler, root, listed, ...addition, folders: [...others, ...addition.folders] };
}

/** The same of what was compiled alone. */
export function additionOf(run: Run): Addition | undefined {
  const { compiled, head, texts } = run;
  if (compiled.base === undefined || compiled.issues.some(({ environment }) => environment === undefined))
    return undefined;
  const units = unitsOf(compiled.base, compiled, run);
  const read = new Set(units.flatMap(({ reads }) => reads.map(({ path }) => path)));
  return {
    ...{ head, units: units.sort(byFile) },
    sources: [...read].filter((path) => texts.get(path) !== undefined).map((path) => sourceOf(path, run)),
    folders: foldersOf(units, run).map((path) => folderOf(path, run)),
  };
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
  return [...units].map(([file, { name, reads, of }]) => ({
    ...{ name, file },
    isProvisional: of.some((one) => warnings.get(one.name)?.some(({ code }) => code.startsWith("change/"))),
    reads: reads.map((path) => ({ path, digest: digestIn(run, path) })),
    environments: of.map((one) => ({
      name: one.name,
      objects: one.objects,
      places: one.places,
      kubernetesVersion: one.kubernetesVersion,
      requests: one.requests,
      issues: warnings.get(one.name) ?? [],
      files: [...one.files].map(([path, text]) => generated(path, text, run)),
    })),
  }));
}

function generated(path: string, text: string, { root, written }: Run): Generated {
  return { path, signature: signatureOfWritten(join(root, path), written(path)), blob: blobId(text) };
}

function digestIn({ texts }: Run, path: string): string | null {
  const text = texts.get(path);
  return text === undefined ? null : digestOf(text);
}

function sourceOf(path: string, run: Run): Source {
  return { path, signature: run.signatures.get(path) ?? "", digest: digestIn(run, path) ?? "" };
}

/** Those that generated files are in, and those around them. */
function foldersOf(units: readonly Unit[], run: Run): readonly string[] {
  const folders = new Set<string>();
  for (const { environments } of units)
    for (const { files } of environments)
      for (const { path } of files)
        for (let folder = dirname(path); folder !== "." && !folders.has(folder); folder = dirname(folder))
          folders.add(folder);
  const own = new Set(
    units.flatMap((unit) => unit.environments.flatMap(({ files }) => files.map(({ path }) => dirname(path)))),
  );
  return [...new Set([...folders, ...[...own].flatMap((path) => withSubfolders(path, run))])];
}

/** What is generated, or was, can lie at any depth. */
function withSubfolders(path: string, run: Run): readonly string[] {
  return [path, ...subfolders(join(run.root, path)).flatMap((name) => withSubfolders(`${path}/${name}`, run))];
}

/** Names of the folders in a folder; links are none. */
function subfolders(path: string): readonly string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

function folderOf(path: string, { root }: Run): Folder {
  const signature = signatureOf(join(root, path)) ?? "";
  return { path, signature, names: namesIn(join(root, path)) };
}
