import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder upwards that holds environments/, as git does with .git; the folder itself where there is none. */
export function findRoot(directory: string): string {
  return holderOf(directory) ?? directory;
}

function holderOf(directory: string): string | undefined {
  if (existsSync(join(directory, "environments"))) return directory;
  return dirname(directory) === directory ? undefined : holderOf(dirname(directory));
}
