import type { Operation } from "../kubernetes/json-patch.ts";
import type { Manifest } from "../kubernetes/manifest.ts";

/** A strategic-merge patch: it carries the identity of its object; `$patch: delete` in it removes the object. */
export interface StrategicPatch {
  readonly type: "strategic";
  readonly document: Manifest;
  /** The object as it stands in the base, where the patch gives it another name. */
  readonly renames?: Manifest;
}

/** A JSON patch (RFC 6902) for one object of the base. */
export interface JsonPatch {
  readonly type: "json";
  /** The object as it stands in the base. */
  readonly object: Manifest;
  readonly operations: readonly Operation[];
}

export type Patch = StrategicPatch | JsonPatch;

/** What one environment adds to the base. */
export interface Overlay {
  /** Every object of the base moves to this namespace. */
  readonly namespace?: string;
  /** Objects that the base does not have. */
  readonly resources: readonly Manifest[];
  /** At most one for an object of the base. */
  readonly patches: readonly Patch[];
}
