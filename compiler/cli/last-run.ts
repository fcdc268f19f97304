import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { digestOf, type Record, type RecordedEnvironment, readRecord, recordFile, type Unit } from "../cache/record.ts";
import { type Unaffected, unaffectedUnits, uncommittedUnits } from "../cache/unaffected.ts";
import type { KnownRuns } from "../known-runs.ts";
import { headOf } from "../repository/head.ts";
import { workingTree } from "../repository/working-tree.ts";
import { SetupError } from "../setup-error.ts";
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
  /** What is known of runs on the base, which is not affected. */
  readonly known: KnownRuns;
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

/** What still holds of the last run; undefined where nothing does. */
export async function lastRun(root: string, cache: Cache): Promise<LastRun | undefined> {
  const found = unaffectedIn(root, cache);
  const head = headOf(root);
  if (found === undefined || found.record.head === head) return found;
  const unjudged = head === undefined ? undefined : await unjudgedUnits(root, found.units);
  const last = unjudged && withoutUnits(found, unjudged);
  return last && { ...last, refreshed: { ...(found.refreshed ?? found.record), head } };
}

/** What is also as a commit has it; undefined where something of the base is not, or nothing is known. */
export async function lastRunAsCommitted(
  root: string,
  cache: Cache,
  committed: Promise<CommittedTree>,
): Promise<LastRun | undefined> {
  const found = unaffectedIn(root, cache);
  const { ids } = await committed;
  return found && withoutUnits(found, uncommittedUnits(found.units, ids));
}

/** Nothing is known where a run was killed while it wrote. */
function unaffectedIn(root: string, { file, compiler }: Cache): (LastRun & { readonly record: Record }) | undefined {
  const kept = readRecord(file, root, compiler);
  if (kept === undefined || readdirSync(root).some((name) => name.startsWith(stagingPrefix))) return undefined;
  const { record, additions } = kept;
  const found = unaffectedUnits(record);
  const refreshed = found?.refreshed ?? (additions > manyAdditions ? record : undefined);
  return found && { root, record, known: record.known, ...found, refreshed };
}

/** The same with more units that are affected; undefined where the base is one of them. */
function withoutUnits(last: LastRun, affected: ReadonlySet<Unit>): LastRun | undefined {
  const [base] = last.units;
  if (base === undefined || affected.has(base)) return undefined;
  const units = last.units.filter((unit) => !affected.has(unit));
  return { ...last, units, affected: [...last.affected, ...affected] };
}

/** With another commit, only what is as committed there needs no judgement; undefined where git does not say. */
async function unjudgedUnits(root: string, units: readonly Unit[]): Promise<ReadonlySet<Unit> | undefined> {
  const { baseline } = await import("../repository/git.ts");
  const { listFiles } = await import("../repository/commit-tree.ts");
  try {
    const { commit } = baseline(root, "HEAD") ?? {};
    return uncommittedUnits(units, commit === undefined ? new Map() : listFiles(root, commit, outputFolders));
  } catch (error) {
    if (error instanceof SetupError) return undefined;
    throw error;
  }
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
