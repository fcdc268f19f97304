import type { Location } from "../issue.ts";
import { rangeOf } from "./range.ts";
import { nameIn } from "./trace.ts";

/** Where a file imports something; its first line where that is not written out (a computed `import()`). */
export async function locateImport(file: string, source: string, specifier: string): Promise<Location> {
  const { parseSync } = await import("oxc-parser");
  const { module } = parseSync(file, source, { lang: "ts" });
  const requests = [
    ...module.staticImports.map((one) => one.moduleRequest),
    ...module.staticExports.flatMap((one) => one.entries.flatMap((entry) => entry.moduleRequest ?? [])),
    ...module.dynamicImports.map((one) => one.moduleRequest),
  ];
  const written = requests.find(({ start, end }) => source.slice(start + 1, end - 1) === specifier);
  return rangeOf(file, source, written?.start ?? 0, written?.end ?? 0);
}

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
