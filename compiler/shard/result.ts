import type { Disproof } from "../change.ts";
import type { EnvironmentChange } from "../environment-change.ts";
import type { Instance } from "../evaluate/environment.ts";
import type { Issue } from "../issue.ts";
import type { CompiledLine, GoneLine } from "../report/compile.ts";

/** What `compile --check` found. */
export interface CompileResult {
  readonly command: "compile";
  /** The base, then the environments in the order of their names; empty where the base has errors. */
  readonly compiled: readonly CompiledLine[];
  /** In the order of the folders. */
  readonly gone: readonly GoneLine[];
  readonly issues: readonly Issue[];
}

/** What `diff` found. */
export interface DiffResult {
  readonly command: "diff";
  /** What was compared with, for people: `main`. */
  readonly comparedWith: string;
  /** True where that is a commit with no overlays of Overlayer. */
  readonly hasNoOverlays: boolean;
  /** In the order of their names. */
  readonly environments: readonly EnvironmentChange[];
  /** The options of the environments that could be compiled, in the same order. */
  readonly options: readonly { readonly name: string; readonly instances: readonly Instance[] }[];
  readonly issues: readonly Issue[];
  /** Paths of generated files that are out of date. */
  readonly stale: readonly string[];
  /** Paths of generated files that were edited by hand, or of others in their places. */
  readonly edited: readonly string[];
}

/** What `verify` found. */
export interface VerifyResult {
  readonly command: "verify";
  /** What is wrong with the environments: nothing is proven where one of these is an error. */
  readonly issues: readonly Issue[];
  /** Absent where nothing was proven. */
  readonly kustomize?: { readonly version: string; readonly origin: string; readonly file: string };
  /** How many overlays build what was compiled. */
  readonly proven: number;
  /** The others, in the order of their names. */
  readonly disproofs: readonly Disproof[];
  /** Generated files that were edited by hand, or others in their places. */
  readonly conflicts: readonly Issue[];
  /** Paths of generated files that are out of date. */
  readonly stale: readonly string[];
}

/** What a command that can be split found, of all environments or of a part of them. */
export type Result = CompileResult | DiffResult | VerifyResult;
