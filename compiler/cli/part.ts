import type { NextFile } from "../compile-parts.ts";
import type { Source } from "../evaluate/environment.ts";
import type { KnownRuns } from "../known-runs.ts";
import type { Recording } from "../repository/recording.ts";
import type { StagedPart } from "./stage-part.ts";

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
  readonly nextFile: NextFile;
  /** The folder in which their files are staged; undefined where they are only compiled. */
  readonly staging: string | undefined;
  /** What another thread ran of them already. */
  readonly known: KnownRuns;
}

/** What was read of the repository. */
export type WasRead = Pick<Recording, "texts" | "signatures">;

/** A message of such a thread: a group that is compiled, or at its end what it read, undefined where something is wrong. */
export type PartMessage = StagedPart | { readonly read: WasRead | undefined };

/** A thread that has begun to load the program. Where it gets no order, it ends with the process. */
export interface PartThread {
  /**
   * Has its one order carried out: tells of each group, and gives what was read; undefined where something is wrong. Rejects
   * where the thread fails, or is ended before.
   */
  carryOut(order: PartOrder, tell: (part: StagedPart) => void): Promise<WasRead | undefined>;
  /** Ends it, wherever it is; resolves when it writes no more. */
  end(): Promise<void>;
}

/** Name of the file beside the bundle that such a thread runs. */
export const partFile = "part-thread.cjs";
