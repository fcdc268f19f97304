import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { isCommittedIn, notedIn } from "../cache/committed.ts";
import { digestOf, type Record, type RecordedEnvironment, readRecord, recordFile, type Unit } from "../cache/record.ts";
import { type Unaffected, unaffectedUnits } from "../cache/unaffected.ts";
import type { KnownRuns } from "../known-runs.ts";
import { headOf } from "../repository/head.ts";
import { workingTree } from "../repository/working-tree.ts";
import { SetupError } from "../setup-error.ts";
import type { CommittedTree, Files } from "../tree.ts";
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
  /** See the record's. */
  readonly head: string | undefined;
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
  const ids = head === undefined ? undefined : await idsAtHead(root);
  if (ids === undefined) return undefined;
  // with another commit, only what is as committed there needs no judgement
  const noted = notedIn(ids);
  const { units, affected, refreshed = found.record } = found;
  const last = withCommittedOnly({ ...found, units: units.map(noted), affected: affected.map(noted) }, isNoted);
  return last && { ...last, head, refreshed: { ...refreshed, head, units: refreshed.units.map(noted) } };
}

/** What is also as a commit has it; undefined where something of the base is not, or nothing is known. */
export async function lastRunAsCommitted(
  root: string,
  cache: Cache,
  committed: Promise<CommittedTree>,
): Promise<LastRun | undefined> {
  const found = unaffectedIn(root, cache);
  const { ids } = await committed;
  return found && withCommittedOnly(found, isCommittedIn(ids));
}

/** Nothing is known where a run was killed while it wrote. */
function unaffectedIn(root: string, { file, compiler }: Cache): (LastRun & { readonly record: Record }) | undefined {
  const kept = readRecord(file, root, compiler);
  if (kept === undefined || readdirSync(root).some((name) => name.startsWith(stagingPrefix))) return undefined;
  const { record, additions } = kept;
  const found = unaffectedUnits(record);
  const refreshed = found?.refreshed ?? (additions > manyAdditions ? record : undefined);
  const { head, known } = record;
  return found && { root, head, record, known, ...found, refreshed };
}

/** The same where all units that are not committed are affected; undefined where the base is one of them. */
function withCommittedOnly(last: LastRun, isCommitted: (unit: Unit) => boolean): LastRun | undefined {
  const [base] = last.units;
  const others = new Set(last.units.filter((unit) => !isCommitted(unit)));
  if (base === undefined || others.has(base)) return undefined;
  const units = last.units.filter((unit) => !others.has(unit));
  return { ...last, units, affected: [...last.affected, ...others] };
}

function isNoted({ committed }: Unit): boolean {
  return committed === "generated";
}

/** Git's ids of what is committed of generated files, by path; undefined where git does not say. */
async function idsAtHead(root: string): Promise<Files | undefined> {
  const { baseline } = await import("../repository/git.ts");
  const { listFiles } = await import("../repository/commit-tree.ts");
  try {
    const { commit } = baseline(root, "HEAD") ?? {};
    return commit === undefined ? new Map() : listFiles(root, commit, outputFolders);
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
