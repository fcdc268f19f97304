import type { z } from "zod";
import type { FieldPath } from "./change.ts";
import type { Note } from "./environment-change.ts";
import type { Customization } from "./kubernetes/customization.ts";
import type { Json, JsonObject } from "./kubernetes/json.ts";
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
  /** Empty where the rule holds. Pure: the same options, or as many of them as it looks at, give the same. */
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

/** What a commit would do to one environment. */
export interface Change<Options> {
  /** How a command line in a hint names it: `prod`, one of several instances `'pair[1]'`. */
  readonly environment: string;
  /** Its objects as they are committed; none where it is new. */
  readonly before: readonly Manifest[];
  readonly after: readonly Manifest[];
  /** What `after` was made of. */
  readonly options: Options;
}

/** A rule about the way from the committed objects of an environment to its new ones. All violations are errors. */
export interface ChangeRule<Options> extends Pick<Rule<Options>, "code" | "why" | "source"> {
  /** Empty where the change is safe. */
  check(change: Change<Options>): readonly Violation[];
}

/** An option and its new value; without one it goes back to what the layers below say. */
export interface OptionEdit {
  readonly path: readonly string[];
  readonly value?: Json;
}

/** One commit on the way to another number of servers. */
export interface ScaleStep {
  /** What it changes, a few words. */
  readonly title: string;
  readonly edits: readonly OptionEdit[];
  /** What the environment survives after it, and until then. */
  readonly effects: readonly string[];
  /** What has to be so before the next step, each with the shell command that says whether it is. */
  readonly waitFor: readonly { readonly what: string; readonly command: string }[];
}

/** The way from the committed number of servers to another, in steps that are safe one after the other. */
export interface ScalePlan {
  readonly from: number;
  readonly to: number;
  /** Why it takes these steps, one sentence. */
  readonly why: string;
  /** None where that number is what is committed. */
  readonly steps: readonly ScaleStep[];
}

/** A field of what is imported; of a values file there is no object. */
export interface InputField {
  readonly object?: Manifest;
  readonly path: FieldPath;
}

/** An option that was read from what runs today. */
export interface ReadOption {
  readonly path: OptionPath;
  /** As it is written, also where the schema refuses it. */
  readonly value: Json;
  readonly from: InputField;
  /** True where another value would be another ensemble, so that without this one nothing can be taken over. */
  readonly isFixed?: true;
}

/** What people have to know of a field that no option stands for. */
export interface ImportFinding {
  readonly from: InputField;
  /** A warning is about data or availability; a note says what takes the field's place. */
  readonly severity: "warning" | "note";
  /** Never holds a secret value. */
  readonly message: string;
  /** Why it matters, one sentence. */
  readonly why?: string;
  readonly hint?: string;
}

/** What an application reads of objects that run today. */
export interface ReadObjects {
  readonly options: readonly ReadOption[];
  readonly findings: readonly ImportFinding[];
  /** The objects with containers called as the application calls them, so that each is compared with its successor. */
  readonly compared: readonly Manifest[];
  /**
   * These objects without what was read: what is left is laid over the application's as overrides, or kept as extra
   * objects.
   */
  readonly left: readonly Manifest[];
}

/** What a command line says of the release that a values file is of. */
export interface ReleaseName {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** Why objects cannot be told to be the application's, and the ones in question. */
export interface UnclearObjects {
  readonly message: string;
  readonly hint: string;
  readonly objects: readonly Manifest[];
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
  readonly changes: readonly ChangeRule<Options>[];
  /** True where the options are for production, which some rules are stricter about. */
  isProduction(options: Options): boolean;
  /** The plan from the committed objects to `to` servers, or the option that forbids it. */
  scale(from: Omit<Change<Options>, "after">, to: number): Promise<ScalePlan | Violation>;
  /** Pure: the same options give the same objects in the same order. */
  manifests(options: Options): readonly Manifest[];
  /** What the options override of those objects, and the extra objects at their end. */
  customization(options: Options): Customization;
  /** What there is to say about a change of an environment's objects; those of other applications may be among them. */
  review?(before: readonly Manifest[], after: readonly Manifest[]): ChangeReview;
  /** Reads options from objects of any origin, in the API versions that `overlayer import` knows. */
  readObjects?(objects: readonly Manifest[]): Promise<ReadObjects | UnclearObjects>;
  /**
   * The same of a values file, with the objects that the chart makes of it as far as they are known; undefined where it is
   * of no chart that is.
   */
  readValues?(values: JsonObject, release: ReleaseName): Promise<ReadObjects | UnclearObjects | undefined>;
}
