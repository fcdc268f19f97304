import type { Issue } from "../issue.ts";
import { locateImport } from "./imports.ts";
import { fileOf, idOf, type Modules } from "./modules.ts";

/**
 * Files that import each other, where one of them therefore read what the other had not set yet; undefined where a
 * message of the engine is about something else.
 */
export async function importCycle(message: string, file: string, modules: Modules): Promise<Issue | undefined> {
  if (!/^ReferenceError: .* is not initialized$/.test(message)) return undefined;
  const cycle = cycleFrom([idOf(file)], modules);
  const [importer, imported] = cycle ?? [];
  if (cycle === undefined || importer === undefined) return undefined;
  const leadsOn = (specifier: string) => modules.find(importer, specifier) === imported;
  return {
    code: "evaluate/import",
    message: `these files import each other: ${cycle.map(fileOf).join(" → ")}`,
    location: await locateImport(fileOf(importer), modules.sourceOf(importer) ?? "", leadsOn),
    why: "Each of them waits for the others, so one is read before it has a value.",
    hint: "Move what both need into a file of its own, and import that.",
  };
}

/** The first way on from a path of imports that comes back to one of its modules: from that one on. */
function cycleFrom(path: readonly string[], modules: Modules, seen = new Set<string>()): readonly string[] | undefined {
  for (const imported of modules.importsOf(path.at(-1) ?? "")) {
    if (path.includes(imported)) return [...path.slice(path.indexOf(imported)), imported];
    if (seen.has(imported)) continue;
    seen.add(imported);
    const cycle = cycleFrom([...path, imported], modules, seen);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
