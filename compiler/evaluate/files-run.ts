import { type KnownRuns, nothingKnown, withMore } from "../known-runs.ts";
import type { Outcome } from "./engine.ts";
import { entryOf, entryOn, rememberOf } from "./entry.ts";
import type { Environment } from "./environment.ts";
import type { Limits } from "./limits.ts";
import { type Manifested, parseManifested } from "./manifested.ts";
import { idOf, type Modules, type Trees } from "./modules.ts";
import { plainRuns } from "./plain-runs.ts";
import type { First, Sandbox } from "./sandbox.ts";

/** What running a file came to. */
export interface Came {
  readonly outcome: Outcome;
  /** What the language made of it, where it came that far. */
  readonly manifested: Manifested | undefined;
}

/** Runs files, of those that are alike only one. */
export interface FilesRun {
  /** Runs a file, or of a file that holds several environments one. */
  come(environment: Environment, first: First, limits: Limits): Promise<Came>;
  /** The same of the base, or where it is a file of plain values, which may be known. */
  comeKnown(environment: Environment, first: First, limits: Limits, isBase: boolean): Promise<Came>;
  /** What was found of files on top of the base since the last time. */
  found(): KnownRuns;
  /** Gives the engine back, where one was started. */
  end(): void;
}

/** `language` are the ids of the modules that every run imports, that which makes options of layers first. */
export function filesRun(
  modules: Modules,
  trees: Trees,
  limits: Limits,
  language: readonly [string, string],
): FilesRun {
  const [manifest] = language;
  const plain = plainRuns(trees.known?.plain ?? []);
  let found = nothingKnown;
  let base: string | undefined;
  // the base's, which comes first
  let like: Manifested | undefined;
  let sandbox: Sandbox | undefined;
  const run = async (code: string, first: First, own: Limits): Promise<Came> => {
    if (sandbox === undefined) {
      const { startSandbox } = await import("./sandbox.ts");
      const preparing = (ids: readonly string[]) => rememberOf(manifest, ids);
      sandbox = await startSandbox(modules, limits, language, trees.loaded?.(), preparing);
    }
    const outcome = await sandbox.run(code, first, own);
    return { outcome, manifested: outcome.kind === "text" ? parseManifested(outcome.text, like) : undefined };
  };
  const come = async (environment: Environment, first: First, own: Limits): Promise<Came> => {
    const came = await run(entryOf(manifest, "manifest", environment), first, own);
    if (came.manifested?.instances.length) like ??= came.manifested;
    return came;
  };
  const comeBase = async (environment: Environment, first: First, own: Limits): Promise<Came> => {
    base = idOf(environment.file);
    const { base: known } = trees.known ?? nothingKnown;
    if (known?.file === environment.file) {
      const { application, options } = known;
      const came = cameTo([{ application, options }]);
      like ??= came.manifested;
      return came;
    }
    const came = await come(environment, first, own);
    const { instances: [instance, ...others] = [], problems = [] } = came.manifested ?? {};
    if (instance !== undefined && others.length === 0 && problems.length === 0)
      found = withMore(found, { base: { file: environment.file, ...instance }, plain: [] });
    return came;
  };
  return {
    come,
    async comeKnown(environment, first, own, isBase) {
      if (isBase) return comeBase(environment, first, own);
      const file = modules.plainOn(idOf(environment.file));
      if (file === undefined) return come(environment, first, own);
      const known = plain.find(file, like?.instances[0]?.options);
      if (known !== undefined) return cameTo([known]);
      const came = await run(entryOn(manifest, environment.file, file), first, own);
      const kept = plain.keep(file, came.manifested);
      if (kept === undefined) return come(environment, first, own);
      if (kept.below === base && kept.exported === "default")
        found = withMore(found, { base: undefined, plain: [kept] });
      return came;
    },
    found() {
      const all = found;
      found = nothingKnown;
      return all;
    },
    end: () => sandbox?.end(),
  };
}

function cameTo(instances: Manifested["instances"]): Came {
  return { outcome: { kind: "text", text: "" }, manifested: { keys: [], instances, problems: [] } };
}
