import { type Tree, treeOf } from "../tree.ts";
import { startEngine } from "./engine.ts";
import { rememberOf } from "./entry.ts";
import { defaultLimits } from "./limits.ts";
import type { Saved } from "./memory.ts";
import { defaultsOf, languageOf, loadedModules, modulesOf } from "./modules.ts";
import { memoryWith } from "./sandbox.ts";
import { tracedModules, traceModuleOf } from "./trace.ts";

/**
 * The memory of a sandbox that has loaded the language of a compiler and the defaults of its applications: as `loaded` of
 * its trees it saves the time for that. Not for a compiler in the repository itself, whose files have other ids.
 */
export async function loadedLanguage(compiler: Tree): Promise<Saved> {
  const trees = { compiler, repository: treeOf(new Map()) };
  const engine = await startEngine(modulesOf(trees), defaultLimits);
  const [manifest] = languageOf(trees);
  return memoryWith(loadedModules(trees), engine, rememberOf(manifest, defaultsOf(trees)));
}

/**
 * The memory of a sandbox that has loaded the language of a compiler and the defaults of its applications, both for
 * tracing: as `loadedTracing` of its trees it saves the time for that. Not for a compiler in the repository itself.
 */
export async function loadedTracing(compiler: Tree): Promise<Saved> {
  const trees = { compiler, repository: treeOf(new Map()) };
  const modules = [traceModuleOf(trees), ...defaultsOf(trees)];
  return memoryWith(modules, await startEngine(tracedModules(trees), defaultLimits));
}
