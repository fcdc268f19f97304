import { type Engine, type Loader, type Outcome, startEngine } from "./engine.ts";
import type { Limits } from "./limits.ts";
import { restore, type Saved, save } from "./memory.ts";

/** An engine in which no run sees what another one did. */
export interface Sandbox {
  /**
   * Runs a module whose first imports are `first`: they are evaluated once for all runs in a row that have the same
   * ones. Where they fail every one of these runs gets the same outcome, the same object. `limits` are those of the run;
   * of them only steps and time can be others than the sandbox's.
   */
  run(code: string, first: readonly string[], limits?: Limits): Promise<Outcome>;
  /** Gives its engine back; nothing runs in it after that. */
  end(): void;
}

interface Prepared {
  readonly first: string;
  readonly state: Saved;
  readonly failure?: Outcome;
}

/**
 * Starts a sandbox whose modules come from `loader`; all of its code begins with importing `language`, ids of modules. `loaded` is the
 * memory of an engine that has imported it before.
 */
export async function startSandbox(
  loader: Loader,
  limits: Limits,
  language: readonly string[],
  loaded?: Saved,
): Promise<Sandbox> {
  const start = async () => {
    const engine = await startEngine(loader, limits, loaded);
    return { engine, state: loaded ?? memoryWith(language, engine) };
  };
  let fresh = await start();
  let prepared: Prepared = { first: importing([]), state: fresh.state };

  const runFrom = async (state: Saved, code: string, own: Limits): Promise<Outcome> => {
    restore(fresh.engine.memory, state);
    const outcome = fresh.engine.run(code, own);
    if (outcome.kind === "limit" && outcome.limit === "broken") {
      fresh = await start();
      prepared = { first: importing([]), state: fresh.state };
    }
    return outcome;
  };
  const prepare = async (first: string, own: Limits): Promise<Prepared> => {
    const outcome = await runFrom(fresh.state, first, own);
    if (outcome.kind === "text") return { first, state: save(fresh.engine.memory) };
    return { first, state: fresh.state, failure: outcome };
  };
  return {
    async run(code, first, own = limits) {
      const wanted = importing(first);
      if (prepared.first !== wanted) prepared = await prepare(wanted, own);
      return prepared.failure ?? runFrom(prepared.state, code, own);
    },
    end: () => fresh.engine.end(),
  };
}

/** The memory of an engine once it has imported modules. */
export function memoryWith(modules: readonly string[], engine: Engine): Saved {
  engine.run(importing(modules));
  return save(engine.memory);
}

function importing(ids: readonly string[]): string {
  return `${ids.map((id) => `import ${JSON.stringify(id)};`).join("\n")}\nexport const text = "";`;
}
