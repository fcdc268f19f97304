import type { z } from "zod";
import type { Note } from "./environment-change.ts";
import type { JsonObject } from "./kubernetes/json.ts";
import type { Manifest } from "./kubernetes/manifest.ts";

/** Path of an option: `["storage", "size"]`. */
export type OptionPath = readonly (string | number)[];

/** A broken rule: which option, what is wrong, and how to mend it. */
export interface Violation {
  readonly path: OptionPath;
  /** Other options that the rule looked at: one of them may be the one to change. */
  readonly involves?: readonly OptionPath[];
  readonly message: string;
  readonly hint?: string;
  /** True where the value must not be shown: reports leave out the lines of source. */
  readonly isSecret?: true;
}

/** A rule over options that the schema already accepts. */
export interface Rule<Options> {
  /** Stable, such as `zookeeper/odd-servers`. */
  readonly code: string;
  /** What a violation is; `production` stands for an error where the options are for production, else a warning. */
  readonly severity: "error" | "warning" | "production";
  /** Why the rule exists, one sentence. */
  readonly why: string;
  /** What proves it: a guide's section, a file of the server's source, a KEP. */
  readonly source: string;
  /** Empty where the rule holds. */
  check(options: Options): readonly Violation[];
}

/** What an application knows of a change that the manifests do not say. */
export interface ChangeReview {
  readonly notes: readonly Note[];
  /** Of each StatefulSet whose pods form a quorum, the names of the pods that vote before and after the change. */
  readonly voters: readonly {
    readonly statefulSet: Manifest;
    readonly before: readonly string[];
    readonly after: readonly string[];
  }[];
}

/**
 * What the compiler needs to know of an application. Methods, not function properties: an application of certain
 * options then stands in a list of applications of any (`validate` hands it only what its own schema returned).
 */
export interface Application<Options = unknown> {
  readonly name: string;
  /** The whole of the options, with no default: defaults are the first layer, in the language. */
  readonly schema: z.ZodType<Options, JsonObject>;
  readonly rules: readonly Rule<Options>[];
  /** True where the options are for production, which some rules are stricter about. */
  isProduction(options: Options): boolean;
  /** Pure: the same options give the same objects in the same order. */
  manifests(options: Options): readonly Manifest[];
  /** What there is to say about a change of an environment's objects; those of other applications may be among them. */
  review?(before: readonly Manifest[], after: readonly Manifest[]): ChangeReview;
}
