import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/** Overlayer's own folder, which holds its package.json, whether this code runs from compiler/ or bundled in dist/. */
export const packageRoot: string = findPackageRoot(import.meta.dirname);

/** Overlayer's version, such as `1.2.3`. */
export const packageVersion: string = JSON.parse(readFileSync(`${packageRoot}/package.json`, "utf8")).version;

function findPackageRoot(directory: string): string {
  return existsSync(`${directory}/package.json`) ? directory : findPackageRoot(dirname(directory));
}
