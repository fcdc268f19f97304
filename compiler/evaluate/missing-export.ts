import type { Issue } from "../issue.ts";
import { locateImport } from "./imports.ts";
import { fileOf, idOf, type Modules } from "./modules.ts";

/** An import of a name that the module does not export; undefined where a message of the engine is about something else. */
export async function missingExport(message: string, file: string, modules: Modules): Promise<Issue | undefined> {
  const [, name, id] = /^SyntaxError: Could not find export '(.*)' in module '(.*)'$/.exec(message) ?? [];
  if (name === undefined || id === undefined) return undefined;
  const importer = modules.readsOf(idOf(file)).find((one) => modules.importsOf(one).includes(id));
  const isWanted = (specifier: string) => importer !== undefined && modules.find(importer, specifier) === id;
  const source = importer === undefined ? undefined : modules.sourceOf(importer);
  const place =
    importer === undefined || source === undefined
      ? {}
      : { location: await locateImport(fileOf(importer), source, isWanted, name) };
  return {
    code: "evaluate/import",
    message:
      name === "default"
        ? `${fileOf(id)} has no default export`
        : `${fileOf(id)} has no export ${JSON.stringify(name)}`,
    ...place,
    hint:
      name === "default" ? "Write `export default …;` in it." : "Check the spelling, and that it is exported there.",
  };
}
