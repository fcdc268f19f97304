import type { CompiledPart, NextGroup } from "../compile-parts.ts";
import type { Source } from "../evaluate/environment.ts";
import type { Recording } from "../repository/recording.ts";

/** What a thread is to compile. */
export interface PartOrder {
  /** Absolute path of the folder that holds environments/. */
  readonly root: string;
  /** The one whose committed output changes are judged by. */
  readonly out: string;
  /** The option `--limits`. */
  readonly limits: string;
  readonly sources: readonly Source[];
  /** Which of them to compile is agreed upon by this. */
  readonly nextGroup: NextGroup;
}

/** What it compiled, and what it read for that; undefined where something is wrong. */
export type PartResult =
  | ({ readonly parts: readonly CompiledPart[] } & Pick<Recording, "texts" | "signatures">)
  | undefined;

/** Has an order carried out by a thread, which ends when its result is there, or by the signal. */
export type StartPart = (order: PartOrder, signal: AbortSignal) => Promise<PartResult>;

/** Name of the file beside the bundle that such a thread runs. */
export const partFile = "part-thread.cjs";
