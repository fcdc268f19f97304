import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fromBytes, type Saved } from "../evaluate/memory.ts";
import type { Trees } from "../evaluate/modules.ts";

/** Name of the file beside the bundle that holds the memory of a sandbox which has loaded the language and the defaults. */
export const languageMemory = "language.memory";

/** The same with the language and the defaults for tracing. */
export const tracingMemory = "tracing.memory";

/** The language as it was when the bundle was built; code that does not run from a bundle loads it from its sources. */
export function bundledLanguage(): Pick<Trees, "loaded" | "loadedTracing"> {
  const read = (name: string) => fromBytes(readFileSync(join(import.meta.dirname, name)));
  if (!existsSync(join(import.meta.dirname, languageMemory))) return {};
  let loaded: Saved | undefined;
  return {
    loaded: () => {
      loaded ??= read(languageMemory);
      return loaded;
    },
    loadedTracing: () => read(tracingMemory),
  };
}
