import { dirname } from "node:path";
import type { Compiled, CompiledEnvironment, CompiledFiles } from "../compiled.ts";
import { isError } from "../issue.ts";
import { placesOf } from "../places.ts";
import type { Tree } from "../tree.ts";
import { environmentsOf, type LastRun } from "./last-run.ts";
import { filesOf } from "./project.ts";

/** What is compiled now, and of what is as it was the record. */
export interface PartialRun<One extends CompiledFiles = CompiledEnvironment> {
  readonly compiled: Compiled<One>;
  /** The names that were asked for, none for all. */
  readonly names: readonly string[];
  readonly last: LastRun | undefined;
}

/** Compiles what is asked for, of that without names only what is affected; all where it depends on the others. */
export async function compileSince<One extends CompiledFiles>(
  last: LastRun | undefined,
  names: readonly string[],
  compile: (names: readonly string[]) => Promise<Compiled<One>>,
): Promise<PartialRun<One>> {
  const part = last && withSomeAffected(last);
  if (part === undefined) return { compiled: await compile(names), names, last: undefined };
  const affected = part.affected.map(({ name }) => name);
  const compiled = await compile(affected);
  // what delivery says of all of them, and what is removed, depends on which there are
  if (!hasSameNames(compiled, part) || hasSharedPlaces(compiled, part))
    return { compiled: await compile([]), names: [], last: undefined };
  return { compiled, names: affected, last: part };
}

/** Without any name all would be compiled: where nothing is affected, one is compiled again. */
function withSomeAffected(last: LastRun): LastRun | undefined {
  if (last.affected.length > 0) return last;
  const [base, one, ...others] = last.units;
  return base === undefined || one === undefined ? undefined : { ...last, units: [base, ...others], affected: [one] };
}

function hasSameNames({ environments, issues }: Compiled<CompiledFiles>, { affected }: LastRun): boolean {
  const before = affected.flatMap((unit) => unit.environments).map(({ name }) => name);
  const now = environments.map(({ name }) => name);
  return issues.some(isError) || JSON.stringify(before.sort()) === JSON.stringify(now.sort());
}

/** True where one that was compiled is, or was, in the place of one that was not: what is wrong with both is to be seen. */
function hasSharedPlaces({ evaluated }: Compiled<CompiledFiles>, { affected, units }: LastRun): boolean {
  const others = new Set(
    environmentsOf(units)
      .slice(1)
      .flatMap(({ places }) => places),
  );
  const before = affected.flatMap((unit) => unit.environments).flatMap(({ places }) => places);
  return [...before, ...evaluated.flatMap(placesOf)].some((place) => others.has(place));
}

/** A tree in which only the folders are listed that something was compiled for: the others are as they were. */
export function foldersIn(tree: Tree, compiled: Compiled<CompiledFiles>): Tree {
  const folders = [...new Set([...filesOf(compiled).keys()].map(dirname))];
  return {
    ...tree,
    files: (directory) => folders.filter((one) => `${one}/`.startsWith(`${directory}/`)).flatMap(tree.files),
  };
}
