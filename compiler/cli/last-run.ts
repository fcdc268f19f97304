import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { digestOf, type RecordedEnvironment, readRecord, recordFile, type Unit } from "../cache/record.ts";
import { type Unaffected, unaffectedUnits, uncommittedUnits } from "../cache/unaffected.ts";
import { headOf } from "../repository/head.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { CommittedTree } from "../tree.ts";
import { outputFolders } from "../write/output-folders.ts";
import { stagingPrefix } from "../write/staging.ts";
import type { Given } from "./command.ts";
import type { Context } from "./context.ts";
import { packageRoot } from "./package-root.ts";

/** Where the record of a repository's last run is kept, and for which compiler it holds. */
export interface Cache {
  readonly file: string;
  readonly compiler: string;
}

/** What a run need not do again. */
export interface LastRun extends Unaffected {
  readonly root: string;
}

/** Undefined where a run is not to rely on another one. */
export function cacheOf(
  root: string,
  { flags, values }: Pick<Given, "flags" | "values">,
  context: Context,
): Cache | undefined {
  if (flags.has("no-cache") || values.has("limits")) return undefined;
  const { XDG_CACHE_HOME: cacheHome } = context.variables;
  return { file: recordFile(root, cacheHome || join(homedir(), ".cache")), compiler: compilerDigest() };
}

/** Then the record is written whole again. */
const manyAdditions = 64;

/** What still holds of the last run; undefined where nothing does, or a run was killed while it wrote. */
export async function lastRun(root: string, { file, compiler }: Cache): Promise<LastRun | undefined> {
  const kept = readRecord(file, root, compiler);
  if (kept === undefined || readdirSync(root).some((name) => name.startsWith(stagingPrefix))) return undefined;
  const { record, additions } = kept;
  const found = unaffectedUnits(record, workingTree(root).files("environments"));
  if (found === undefined) return undefined;
  const refreshed = found.refreshed ?? (additions > manyAdditions ? record : undefined);
  const head = headOf(root);
  if (record.head === head) return { ...found, refreshed, root };
  const unjudged = await unjudgedUnits(root, found.units);
  if (found.units.some((unit) => unjudged.has(unit) && unit.file === record.units[0]?.file)) return undefined;
  return {
    root,
    units: found.units.filter((unit) => !unjudged.has(unit)),
    affected: [...found.affected, ...unjudged],
    refreshed: { ...(refreshed ?? record), head },
  };
}

/** What is also as a commit has it; undefined where something of the base is not, or nothing is known. */
export function lastRunAsCommitted(root: string, cache: Cache, committed: CommittedTree): LastRun | undefined {
  const kept = readRecord(cache.file, root, cache.compiler);
  const found = kept && unaffectedUnits(kept.record, workingTree(root).files("environments"));
  if (found === undefined) return undefined;
  const ids = new Map(outputFolders.flatMap((folder) => [...committed.ids(folder)]));
  const other = uncommittedUnits(found.units, ids);
  const [base] = found.units;
  if (base === undefined || other.has(base)) return undefined;
  return {
    root,
    ...found,
    units: found.units.filter((unit) => !other.has(unit)),
    affected: [...found.affected, ...other],
  };
}

/** With another commit, only what is as committed there needs no judgement. */
async function unjudgedUnits(root: string, units: readonly Unit[]): Promise<ReadonlySet<Unit>> {
  const { baseline, listFiles } = await import("../repository/git.ts");
  const { commit } = baseline(root, "HEAD") ?? {};
  return uncommittedUnits(units, commit === undefined ? new Map() : listFiles(root, commit, outputFolders));
}

/** The base, then all others by name. */
export function environmentsOf([base, ...others]: readonly Unit[]): readonly RecordedEnvironment[] {
  const sorted = others.flatMap((unit) => unit.environments).sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...(base?.environments ?? []), ...sorted];
}

let digest: string | undefined;

/** The first file of the bundle names the others, and their names tell their contents. */
function compilerDigest(): string {
  digest ??= digestOf(compilerText());
  return digest;
}

function compilerText(): string {
  const bundle = join(import.meta.dirname, "main.cjs");
  if (existsSync(bundle)) return readFileSync(bundle, "utf8");
  const tree = workingTree(packageRoot);
  return JSON.stringify(
    ["apps", "compiler"].flatMap((folder) => tree.files(folder)).map((file) => [file, tree.read(file)]),
  );
}
