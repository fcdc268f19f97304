import { lookAt, type Seen } from "../cache/seen.ts";
import type { CompiledPart } from "../compile-parts.ts";
import { stagedAt, stageFiles } from "../write/staging.ts";
import { writing } from "../write/system-error.ts";

/** A part of a fleet, and of the files that are staged already how they were then. */
export interface StagedPart {
  readonly part: CompiledPart;
  readonly seen?: Seen;
}

/** Writes the overlays of a part, all of them new, into the folder that a run is staged in, if there is one. */
export function stagePart(part: CompiledPart, staging: string | undefined): StagedPart {
  if (staging === undefined) return { part };
  const files = new Map(part.environments.flatMap((one) => [...one.files]));
  writing("could not write, and changed nothing", () => stageFiles(staging, files));
  return { part, seen: lookAt(files, (path) => stagedAt(staging, path)) };
}
