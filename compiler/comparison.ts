import type { Location } from "./issue.ts";
import { isEqual } from "./kubernetes/compare.ts";
import type { Json } from "./kubernetes/json.ts";

/** What an environment has at a place. */
export interface ComparedValue {
  readonly value: Json;
  /** The line that set it; only of an option. */
  readonly set?: Location;
}

/** A place that environments may have different values at. */
export interface ComparedRow {
  /** An option (`storage.size`) or a rendered field (`StatefulSet/zk spec.replicas`). */
  readonly subject: string;
  /** One for each environment; undefined where it has no such option or field. */
  readonly values: readonly (ComparedValue | undefined)[];
  /** Of a rendered field those of the differing options that it depends on. */
  readonly from?: readonly string[];
}

/** Environments side by side. */
export interface Comparison {
  /** Their names, in the order of the values. */
  readonly environments: readonly string[];
  readonly options: readonly ComparedRow[];
  readonly fields: readonly ComparedRow[];
}

/** True where all environments have the same value. */
export function isUniform({ values: [first, ...others] }: ComparedRow): boolean {
  return others.every((other) => isEqual(other?.value, first?.value));
}
