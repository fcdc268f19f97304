import type { Result } from "./result.ts";
import type { Shard } from "./shard.ts";

/** What the parts of one run have in common. */
export interface Run {
  /** The version of Overlayer. */
  readonly overlayer: string;
  /** Id of the commit that was checked out; absent outside of git. */
  readonly commit?: string;
  /** Id of the commit that was compared with. */
  readonly against?: string;
}

/** What a command found in one part of all environments. */
export interface Part {
  readonly run: Run;
  readonly shard: Shard;
  readonly result: Result;
}

/** Grows when a part is written in another way; parts of another version are refused. */
export const partVersion = 2;

/** A part as one line of JSON. */
export function writePart(part: Part): string {
  return `${JSON.stringify({ overlayerPart: partVersion, ...part })}\n`;
}
