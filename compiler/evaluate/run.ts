import type { Outcome } from "./engine.ts";
import type { Environment } from "./environment.ts";
import type { Limits } from "./limits.ts";
import type { Manifested } from "./manifested.ts";
import type { Modules, Trees } from "./modules.ts";

/** A run of one environment, or of a file before it is known what it holds. */
export interface Run {
  readonly environment: Environment;
  readonly outcome: Outcome;
  /** What the language made of it, where it came that far. */
  readonly manifested: Manifested | undefined;
  readonly trees: Trees;
  readonly limits: Limits;
  readonly modules: Modules;
}
