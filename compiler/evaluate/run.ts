import type { Outcome } from "./engine.ts";
import type { Environment } from "./environment.ts";
import type { Limits } from "./limits.ts";
import type { Manifested } from "./manifested.ts";
import type { Modules, Trees } from "./modules.ts";

/** What environment files export, by file: `failed` where it is nothing that other files could use. */
export type Exports = ReadonlyMap<string, Exported>;

export type Exported = "layer" | "list" | "map" | "failed";

/** A run of one environment, or of a file before it is known what it holds. */
export interface Run {
  readonly environment: Environment;
  readonly outcome: Outcome;
  /** What the language made of it, where it came that far. */
  readonly manifested: Manifested | undefined;
  readonly trees: Trees;
  readonly limits: Limits;
  /** True where the limits are reduced, as too many others exceeded theirs before. */
  readonly isReduced: boolean;
  readonly modules: Modules;
  /** What the files that were evaluated export. */
  readonly exports: Exports;
}
