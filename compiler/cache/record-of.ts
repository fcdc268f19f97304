import { dirname, join } from "node:path";
import type { Compiled, CompiledEnvironment } from "../compile.ts";
import { type Signature, signatureOf, signatureOfWritten } from "../repository/signature.ts";
import { blobOf, digestOf, type Folder, type Generated, type Record, type Source, type Unit } from "./record.ts";
import { namesIn } from "./unaffected.ts";

/** A run that ended well. */
export interface Run extends Pick<Record, "compiler" | "root" | "head" | "listed"> {
  readonly compiled: Compiled;
  /** All that was read, as it was then. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly signatures: ReadonlyMap<string, Signature | undefined>;
  /** When a file had the text that was generated for it, in milliseconds. */
  readonly written: (path: string) => number;
  /** What it did not compile since nothing changed there. */
  readonly unaffected: readonly Unit[];
  readonly before: Record | undefined;
  /** Folders that generated files can be in. */
  readonly outputFolders: readonly string[];
}

/** Undefined where an issue is of no environment: it would not be told again. */
export function recordOf(run: Run): Record | undefined {
  const { compiled, before, unaffected, compiler, root, head, listed } = run;
  if (compiled.base === undefined || compiled.issues.some(({ environment }) => environment === undefined))
    return undefined;
  const fresh = unitsOf(compiled.base, compiled, run);
  const names = new Set(fresh.map(({ file }) => file));
  const [base, ...others] = [...fresh, ...unaffected.filter(({ file }) => !names.has(file))];
  if (base === undefined) return undefined;
  const units = [base, ...others.sort((a, b) => (a.file < b.file ? -1 : 1))];
  const reads = new Set(units.flatMap((unit) => unit.reads));
  return {
    ...{ compiler, root, head, listed, units },
    sources: Object.fromEntries([...reads].map((path) => [path, sourceOf(path, run)])),
    folders: Object.fromEntries(foldersOf(units, run).map((path) => [path, folderOf(path, run, before)])),
  };
}

function unitsOf(base: CompiledEnvironment, { environments, sharedReads, warnings }: Compiled, run: Run): Unit[] {
  const units = new Map<string, { name: string; reads: readonly string[]; of: CompiledEnvironment[] }>();
  for (const one of [base, ...environments]) {
    const { key, name, file, reads } = one.evaluation;
    const unit = units.get(file) ?? {
      name: key === undefined ? name : name.slice(0, -key.length - 1),
      reads: one === base ? sharedReads : reads,
      of: [],
    };
    unit.of.push(one);
    units.set(file, unit);
  }
  return [...units].map(([file, { name, reads, of }]) => ({
    ...{ name, file, reads },
    environments: of.map((one) => ({
      name: one.name,
      objects: one.manifests.length,
      issues: warnings.get(one.name) ?? [],
      files: Object.fromEntries([...one.files].map(([path, text]) => [path, generated(path, text, run)])),
    })),
  }));
}

function generated(path: string, text: string, { root, written }: Run): Generated {
  return { signature: signatureOfWritten(join(root, path), written(path)), blob: blobOf(text) };
}

function sourceOf(path: string, { texts, signatures, before }: Run): Source | null {
  if (!texts.has(path)) return before?.sources[path] ?? null;
  const text = texts.get(path);
  return text === undefined ? null : { signature: signatures.get(path) ?? "", digest: digestOf(text) };
}

/** Those that generated files are in, and those around them. */
function foldersOf(units: readonly Unit[], { outputFolders }: Run): readonly string[] {
  const folders = new Set(outputFolders);
  for (const { environments } of units)
    for (const { files } of environments)
      for (const path of Object.keys(files))
        for (let folder = dirname(path); folder !== "." && !folders.has(folder); folder = dirname(folder))
          folders.add(folder);
  return [...folders];
}

function folderOf(path: string, { root }: Run, before: Record | undefined): Folder {
  const signature = signatureOf(join(root, path)) ?? "";
  const known = before?.folders[path];
  if (known !== undefined && signature !== "" && known.signature === signature) return known;
  return { signature, names: namesIn(join(root, path)) };
}
