import type { OptionPath } from "../application.ts";
import type { JsonObject } from "../kubernetes/json.ts";

/** An environment file: its name (`eu/prod`) and its path in the repository (`environments/eu/prod.ts`). */
export interface Source {
  readonly name: string;
  readonly file: string;
  /** Names of the environments in it that are asked for; all without it. */
  readonly only?: readonly string[];
  /** True where a map of environments is none that others could use, as for the base. */
  readonly single?: boolean;
}

/** An environment: its file's, or of a file that exports a map the one at `key`; its name then ends with that. */
export interface Environment {
  readonly name: string;
  readonly file: string;
  readonly key?: string;
}

/** What an environment evaluates to. */
export interface Evaluation extends Environment {
  /** One, or all of a list. */
  readonly instances: readonly Instance[];
  /** Every file that was read, sorted; the compiler's own begin with `overlayer/`. */
  readonly reads: readonly string[];
  /** Those of the repository, without the compiler's own. */
  readonly ownReads: readonly string[];
}

/** One instance of an application. */
export interface Instance {
  /** Name of the application that its layers configure. */
  readonly application: string;
  /** All options, the application's defaults included. */
  readonly options: JsonObject;
  /** What paths of its options begin with: nothing, or among several instances its index. */
  readonly path: OptionPath;
}
