import type { StaticExportEntry } from "oxc-parser";
import type { Location } from "../issue.ts";
import { rangeOf } from "./range.ts";
import { nameIn } from "./syntax-tree.ts";

/** Where a file has its default export, or in a map that is written there a key; its first line where it has none. */
export async function locateExport(file: string, source: string, key?: string): Promise<Location> {
  const { parseSync } = await import("oxc-parser");
  const { body } = parseSync(file, source, { lang: "ts" }).program;
  const written = body.find((statement) => statement.type === "ExportDefaultDeclaration")?.declaration;
  const entries = written?.type === "ObjectExpression" ? written.properties : [];
  const entry = entries.findLast((one) => one.type === "Property" && nameIn(one) === key);
  const part = entry?.type === "Property" ? entry.key : written;
  return rangeOf(file, source, part?.start ?? 0, part?.end ?? 0);
}

/** All places in which a file exports a name (`default` too), types left out. */
export async function locateExports(file: string, source: string, name: string): Promise<readonly Location[]> {
  const { parseSync } = await import("oxc-parser");
  const entries = parseSync(file, source, { lang: "ts" }).module.staticExports.flatMap((one) => one.entries);
  const isWanted = ({ kind, name: written }: StaticExportEntry["exportName"]) =>
    name === (kind === "Default" ? "default" : written);
  const exported = entries.filter((one) => !one.isType && isWanted(one.exportName));
  return exported.map(({ exportName: { start, end } }) => rangeOf(file, source, start ?? 0, end ?? 0));
}

/** Where a file exports a name that it neither declares nor imports; undefined where it does not. */
export async function locateUndeclaredExport(
  file: string,
  source: string,
  name: string,
): Promise<Location | undefined> {
  const { parseSync } = await import("oxc-parser");
  const { staticImports, staticExports } = parseSync(file, source, { lang: "ts" }).module;
  const isImported = staticImports.some(({ entries }) => entries.some(({ localName }) => localName.value === name));
  const declared = source.matchAll(/\b(?:const|let|var|function\*?|class|enum)\s+([\p{ID_Continue}$]+)/gu);
  if (isImported || [...declared].some(([, one]) => one === name)) return undefined;
  const entries = staticExports.flatMap((one) => one.entries);
  const exported = entries.find(({ localName, moduleRequest }) => localName.name === name && moduleRequest === null);
  return exported && rangeOf(file, source, exported.localName.start ?? 0, exported.localName.end ?? 0);
}
