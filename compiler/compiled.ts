import type { Requests } from "./environment-change.ts";
import type { Environment, Evaluation } from "./evaluate/environment.ts";
import type { Overlay } from "./factor/overlay.ts";
import type { Fleet } from "./fleet.ts";
import type { Issue } from "./issue.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import type { PlacedEnvironment } from "./places.ts";
import type { Render } from "./render/render.ts";
import type { Shard } from "./shard/shard.ts";
import type { Files } from "./tree.ts";

/** The base or one environment, compiled: its files, and what there is to say of its objects. */
export interface CompiledFiles extends Environment {
  /** `base` or `overlays/<name>`. */
  readonly directory: string;
  /** All files of its directory. */
  readonly files: Files;
  /** Paths of the repository's files that it was compiled from. */
  readonly reads: readonly string[];
  /** See `placesOf`. */
  readonly places: readonly string[];
  /** How many objects it has. */
  readonly objects: number;
  /** Of its first object that has one, else `default`. */
  readonly namespace: string;
  /** The one that it targets. */
  readonly kubernetesVersion: string;
  readonly requests: Requests;
}

/** The same with the objects. */
export interface CompiledEnvironment extends CompiledFiles {
  /** Its Kubernetes objects, in the order in which they are applied. */
  readonly manifests: readonly Manifest[];
  /** What its files say, of an environment; undefined for the base, whose files say its objects. */
  readonly overlay?: Overlay;
  /** Its options as they were evaluated. */
  readonly evaluation: Evaluation;
}

/** What a run knows before it writes anything. With errors, the environments are those that are sound. */
export interface Compiled<One extends CompiledFiles = CompiledEnvironment>
  extends Pick<Fleet, "names" | "unread" | "issues" | "found"> {
  /** Undefined where the base itself has errors; there are no environments then. */
  readonly base: One | undefined;
  /** Sorted by name. */
  readonly environments: readonly One[];
  /** All that could be evaluated of those that were asked for, sorted by name: also what is in no shard, or has errors. */
  readonly evaluated: readonly PlacedEnvironment[];
  /** The same with their options; absent where no objects are kept. */
  readonly evaluations?: readonly Evaluation[];
  /** What keeps no environment from being compiled, by its name: all of it, where `issues` tells a cause once. */
  readonly warnings: ReadonlyMap<string, readonly Issue[]>;
  /** Paths of the repository's files that all environments depend on. */
  readonly sharedReads: readonly string[];
  /** The part of all environments that was compiled; absent where all were. */
  readonly shard: Shard | undefined;
  /** Renders what is committed; absent where that was not asked for, or the base has errors. */
  readonly committed?: Render;
}
