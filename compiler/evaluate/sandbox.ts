import { type Engine, type Loader, type Outcome, startEngine } from "./engine.ts";
import type { Limits } from "./limits.ts";
import { restore, type Saved, save } from "./memory.ts";

/** An engine in which no run sees what another one did. */
export interface Sandbox {
  /**
   * Runs a module whose first imports are the modules in `first`. `limits` are those of the run; of them only steps and time
   * can be others than the sandbox's.
   */
  run(code: string, first: First, limits?: Limits): Promise<Outcome>;
  /** Gives its engine back; nothing runs in it after that. */
  readonly end: () => void;
}

/** What runs begin with. */
export interface First {
  /** Of modules. */
  readonly ids: readonly string[];
  /**
   * True where it is evaluated once for all runs in a row that begin with it, which takes a copy of the memory. Where it
   * fails every one of these runs gets the same outcome, the same object.
   */
  readonly isSaved: boolean;
}

interface Prepared {
  readonly first: string;
  readonly state: Saved;
  readonly failure?: Outcome;
}

/**
 * Starts a sandbox whose modules come from `loader`; all of its code begins with importing `language`, ids of modules. `loaded` is the
 * memory of an engine that has imported it before. `preparing` is code that runs once their first imports are evaluated;
 * where it fails runs go on without.
 */
export async function startSandbox(
  loader: Loader,
  limits: Limits,
  language: readonly string[],
  loaded?: Saved,
  preparing?: (first: readonly string[]) => string,
): Promise<Sandbox> {
  const start = async () => {
    const engine = await startEngine(loader, limits, loaded);
    return { engine, state: loaded ?? memoryWith(language, engine) };
  };
  let fresh = await start();
  let prepared: Prepared = { first: "", state: fresh.state };

  const run = async (code: string, own: Limits): Promise<Outcome> => {
    const outcome = fresh.engine.run(code, own);
    if (outcome.kind === "limit" && outcome.limit === "broken") {
      fresh = await start();
      prepared = { first: "", state: fresh.state };
    }
    return outcome;
  };
  const runFrom = (state: Saved, code: string, own: Limits): Promise<Outcome> => {
    restore(fresh.engine.memory, state);
    return run(code, own);
  };
  /** Leaves the engine with the modules evaluated. */
  const begin = async (ids: readonly string[], own: Limits): Promise<Outcome> => {
    const imported = await runFrom(fresh.state, importing(ids), own);
    if (imported.kind !== "text" || ids.length === 0 || preparing === undefined) return imported;
    const more = await run(preparing(ids), own);
    return more.kind === "text" ? more : runFrom(fresh.state, importing(ids), own);
  };
  const prepare = async (ids: readonly string[], own: Limits): Promise<Prepared> => {
    const outcome = await begin(ids, own);
    if (outcome.kind === "text") return { first: ids.join(), state: save(fresh.engine.memory) };
    return { first: ids.join(), state: fresh.state, failure: outcome };
  };
  return {
    async run(code, { ids, isSaved }, own = limits) {
      if (ids.length === 0) return runFrom(fresh.state, code, own);
      if (!isSaved) {
        const outcome = await begin(ids, own);
        return outcome.kind === "text" ? run(code, own) : outcome;
      }
      if (prepared.first !== ids.join()) prepared = await prepare(ids, own);
      return prepared.failure ?? runFrom(prepared.state, code, own);
    },
    end: () => fresh.engine.end(),
  };
}

/** The memory of an engine once it has imported modules, and run code where that is given. */
export function memoryWith(modules: readonly string[], engine: Engine, code?: string): Saved {
  engine.run(importing(modules));
  if (code !== undefined) engine.run(code);
  return save(engine.memory);
}

function importing(ids: readonly string[]): string {
  return `${ids.map((id) => `import ${JSON.stringify(id)};`).join("\n")}\nexport const text = "";`;
}
