import { type Engine, type Loader, type Outcome, startEngine } from "./engine.ts";
import type { Limits } from "./limits.ts";
import { restore, type Saved, save } from "./memory.ts";

/** An engine in which no run sees what another one did. */
export interface Sandbox {
  /**
   * Runs a module's code as if its imports `first` had not been evaluated before; they are kept from one run to the
   * next where that has the same ones.
   */
  run(code: string, first: readonly string[]): Promise<Outcome>;
}

interface Kept {
  readonly first: string;
  readonly state: Saved;
}

/** Starts a sandbox whose modules come from `loader`; all of its code begins with importing `language`. */
export async function startSandbox(loader: Loader, limits: Limits, language: string): Promise<Sandbox> {
  const start = async () => {
    const engine = await startEngine(loader, limits);
    engine.run(importing([language]));
    return { engine, state: save(engine.memory) };
  };
  let fresh = await start();
  let kept: Kept = { first: importing([]), state: fresh.state };

  return {
    async run(code, first) {
      const wanted = importing(first);
      if (kept.first !== wanted) kept = { first: wanted, state: stateAfter(wanted, fresh) };
      restore(fresh.engine.memory, kept.state);
      const outcome = fresh.engine.run(code);
      if (outcome.kind === "limit" && outcome.limit === "broken") {
        fresh = await start();
        kept = { first: importing([]), state: fresh.state };
      }
      return outcome;
    },
  };
}

/** The state with some modules evaluated; the fresh one where they fail, so that each run fails by itself. */
function stateAfter(code: string, { engine, state }: { engine: Engine; state: Saved }): Saved {
  restore(engine.memory, state);
  return engine.run(code).kind === "text" ? save(engine.memory) : state;
}

function importing(ids: readonly string[]): string {
  return `${ids.map((id) => `import ${JSON.stringify(id)};`).join("\n")}\nexport const text = "";`;
}
