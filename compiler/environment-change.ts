import type { FieldChange } from "./change.ts";
import type { Location } from "./issue.ts";
import type { Json } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";

/** An option whose change made a rendered field change. */
export interface Cause {
  /** As people write it: `storage.size`, of the second of several instances `[1].storage.size`. */
  readonly option: string;
  /** Absent where there was no such option. */
  readonly old?: Json;
  /** Absent where there is no such option any more. */
  readonly new?: Json;
  /** The line that sets it now; absent where nothing sets it any more. */
  readonly set?: Location;
  /** The lines that this one overrides, the topmost layer first. */
  readonly overrode: readonly Location[];
  /** The line that set it before, in the sources of the commit; only where that line is gone now. */
  readonly was?: Location;
}

/**
 * What the cluster does with a change, the gravest first: the API server refuses it; the object asks to be deleted and
 * created again then, or an empty StatefulSet takes the place of another; an object goes; pods restart; pods are added or removed; it waits for the pods' next restart; it
 * has no effect; it is in effect at once, without a restart; an object is new; nothing that runs notices.
 */
export const verdicts = [
  "refused",
  "replaces",
  "deletes",
  "restarts",
  "scales",
  "pending",
  "ignored",
  "live",
  "creates",
  "harmless",
] as const;

export type Verdict = (typeof verdicts)[number];

/** What becomes of one change in the cluster. */
export interface Impact {
  readonly verdict: Verdict;
  /** What happens, a sentence without its full stop. */
  readonly message: string;
  /** The API server's own words, where it refuses. */
  readonly answer?: string;
  /** What the delivery tools make of it, where that is not a matter of course. */
  readonly delivery?: Delivery;
  readonly remedy?: Remedy;
}

/** What Flux and Argo CD do, a sentence each. */
export interface Delivery {
  readonly flux: string;
  readonly argoCd: string;
}

/** What to do, step by step; a step may have commands for a shell. */
export interface Remedy {
  readonly steps: readonly { readonly text: string; readonly commands?: readonly string[] }[];
}

/** Why a change came about and what it does. */
interface Consequences {
  readonly impact: Impact;
  /**
   * The options behind it. Empty where no option is: Overlayer itself changed, or the committed files were not those of
   * the sources. Absent where it was not looked for: in a group of very many environments only the first are traced.
   */
  readonly causes?: readonly Cause[];
}

/** What happened to one field, why, and what that does. */
export type ReviewedField = FieldChange & Consequences;

/** What happened to one object. Values of a Secret are replaced by words that say whether they differ. */
export type ReviewedObject =
  | ({ readonly change: "created" | "deleted"; readonly object: Manifest } & Consequences)
  | {
      readonly change: "changed";
      readonly object: Manifest;
      /** The name that it had, where the name ends with a hash of the content. */
      readonly renamedFrom?: string;
      readonly fields: readonly ReviewedField[];
    };

/** How a StatefulSet's pods go through a change of its template or of its replicas. */
export interface Rollout {
  /** `StatefulSet/zk`. */
  readonly workload: string;
  readonly namespace?: string;
  /** True where the API server refuses a change of it: all this happens only after the remedy. */
  readonly isRefused?: true;
  /** Pods that restart, in that order, one at a time: each waits until the one before is ready. */
  readonly restarts: readonly RolloutStep[];
  /** Pods that are new. */
  readonly added: readonly string[];
  /** Pods that go. */
  readonly removed: readonly string[];
}

/** One pod restarts. */
export interface RolloutStep {
  readonly pod: string;
  /** Pods that run meanwhile. */
  readonly running: number;
  /**
   * Of an application that votes: the votes that are there meanwhile, and the votes that a majority needs. Where voters
   * come or go, by the list of voters of those pods that have the scarcer majority.
   */
  readonly quorum?: { readonly votes: number; readonly needed: number };
}

/** What an environment asks of its cluster: CPU in cores, memory and storage in bytes. */
export interface Requests {
  readonly cpu: number;
  readonly memory: number;
  readonly storage: number;
}

/** Requests × replicas before and after. */
export interface Totals {
  readonly before: Requests;
  readonly after: Requests;
}

/** What an application has to say about a change as a whole. */
export interface Note {
  readonly severity: "warning" | "info";
  readonly message: string;
  /** Why it matters, one sentence. */
  readonly why?: string;
}

/** What happened to one environment's rendered objects, why, and what that does. */
export interface EnvironmentChange {
  readonly name: string;
  /** The file that defines the environment: `environments/prod.ts`. */
  readonly file: string;
  readonly status: "created" | "deleted" | "renamed" | "changed" | "unchanged";
  /** The name that it had, where it has another one now. */
  readonly renamedFrom?: string;
  /** The Kubernetes version that the impact is judged for: `1.34`. */
  readonly kubernetesVersion: string;
  readonly changes: readonly ReviewedObject[];
  readonly rollouts: readonly Rollout[];
  readonly notes: readonly Note[];
  readonly totals: Totals;
}

/** Environments in which the same happens, names and namespaces aside; the first stands for all of them. */
export interface ChangeGroup {
  readonly environments: readonly [EnvironmentChange, ...EnvironmentChange[]];
}

/** The whole of a review. */
export interface Review {
  /** All environments, in the order of their names. */
  readonly environments: readonly EnvironmentChange[];
  /** Those that are not unchanged: refusals first, then the rarest change. */
  readonly groups: readonly ChangeGroup[];
  /** Of all environments together. */
  readonly totals: Totals;
}
