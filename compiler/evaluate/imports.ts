import type { StaticExportEntry, StaticImportEntry } from "oxc-parser";
import type { Location } from "../issue.ts";
import { rangeOf } from "./range.ts";

/**
 * Where a file imports from what `isWanted` accepts, and if a name is given that name; its first line where that is not
 * written out (a computed `import()`).
 */
export async function locateImport(
  file: string,
  source: string,
  isWanted: (specifier: string) => boolean,
  name?: string,
): Promise<Location> {
  const { parseSync } = await import("oxc-parser");
  const { module } = parseSync(file, source, { lang: "ts" });
  const requests: readonly Request[] = [
    ...module.staticImports.map((one) => ({ ...one.moduleRequest, names: one.entries.map(nameOf) })),
    ...module.staticExports
      .flatMap((one) => one.entries)
      .flatMap((entry) => (entry.moduleRequest ? [{ ...entry.moduleRequest, names: [nameOf(entry)] }] : [])),
    ...module.dynamicImports.map((one) => ({ ...one.moduleRequest, names: [] })),
  ];
  const written = requests.filter(({ start, end }) => isWanted(source.slice(start + 1, end - 1)));
  const exact = written.find(({ names }) => name === undefined || names.includes(name)) ?? written[0];
  return rangeOf(file, source, exact?.start ?? 0, exact?.end ?? 0);
}

/** What is imported from, as it is written with its quotes, and the names that are. */
interface Request {
  readonly start: number;
  readonly end: number;
  readonly names: readonly (string | null)[];
}

function nameOf({ importName: { kind, name } }: StaticImportEntry | StaticExportEntry): string | null {
  return kind === "Default" ? "default" : name;
}
