import type { Json } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";

/**
 * A list item on a path: its index in the new list (in the old one where the item was removed) and, where the items of
 * the list have one, the key that tells it from the others: `zookeeper`, `80/TCP`.
 */
export interface ItemStep {
  readonly index: number;
  readonly key?: string;
}

/** Path of a rendered field; a string is a map's field. */
export type FieldPath = readonly (string | ItemStep)[];

/** A line of a text diff without its line end: kept, removed or added. */
export interface DiffLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Changed lines that stand together, with the unchanged ones around them. */
export interface Hunk {
  /** Number of its first line, from 1, in the new text (in the old one where the hunk has only removed lines). */
  readonly line: number;
  readonly lines: readonly DiffLine[];
}

/** What happened to one field of a rendered object. */
export type FieldChange =
  | { readonly change: "added"; readonly path: FieldPath; readonly new: Json }
  | { readonly change: "removed"; readonly path: FieldPath; readonly old: Json }
  | { readonly change: "changed"; readonly path: FieldPath; readonly old: Json; readonly new: Json }
  | TextChange
  | Reordering;

/** A changed string of several lines. */
export interface TextChange {
  readonly change: "text";
  readonly path: FieldPath;
  readonly old: string;
  readonly new: string;
  readonly hunks: readonly Hunk[];
}

/** The items that a list kept, in another order: their keys, or the items themselves where they have no key. */
export interface Reordering {
  readonly change: "reordered";
  readonly path: FieldPath;
  readonly old: readonly Json[];
  readonly new: readonly Json[];
}

/**
 * What happened to one rendered object, as it is now (as it was, where it was deleted). Values of a Secret are replaced by
 * words that say whether they differ.
 */
export type ObjectChange =
  | { readonly change: "created" | "deleted"; readonly object: Manifest }
  | {
      readonly change: "changed";
      readonly object: Manifest;
      /** The name that it had, where the name ends with a hash of the content. */
      readonly renamedFrom?: string;
      readonly fields: readonly FieldChange[];
    };

/** Why kustomize's build of an environment's overlay is not what was compiled: kustomize's words, or what differs. */
export interface Disproof {
  readonly name: string;
  readonly reason: { readonly failure: string } | { readonly changes: readonly ObjectChange[] };
}
