import { loadedLanguage, loadedTracing } from "../compiler/evaluate/loaded-language.ts";
import type { Trees } from "../compiler/evaluate/modules.ts";
import { workingTree } from "../compiler/repository/working-tree.ts";

const compiler = workingTree(process.cwd());
const loaded = await loadedLanguage(compiler);
const tracing = await loadedTracing(compiler);

/** The language as a sandbox has loaded it from its sources, once for all tests of a process. */
export const language: Required<Pick<Trees, "loaded" | "loadedTracing">> = {
  loaded: () => loaded,
  loadedTracing: () => tracing,
};
