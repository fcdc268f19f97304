import type { OptionPath } from "../application.ts";

/** What is wrong with an option, before it is known where in the sources the option was set. */
export interface OptionIssue {
  /** `option/…` where the schema refuses it, else the rule's. */
  readonly code: string;
  /** Absent for an error. */
  readonly severity?: "warning";
  /** Of the option; where `place` is `key`, its last part is a name that the schema does not know. */
  readonly path: OptionPath;
  /** What to point at: the name of the option, or its value. */
  readonly place: "key" | "value";
  /** Other options that a broken rule looked at. */
  readonly involves?: readonly OptionPath[];
  readonly message: string;
  readonly why?: string;
  readonly hint?: string;
  /** True where the value must not be shown: reports leave out the lines of source. */
  readonly isSecret?: true;
}
