import type { OptionPath } from "../application.ts";

/** What is wrong with a field of an object. */
export interface FieldProblem {
  readonly code: "object/unknown" | "object/missing" | "object/type" | "object/value" | "object/format";
  /** From the object's root. */
  readonly path: OptionPath;
  /** True where the field's name is what is wrong, not its value. */
  readonly isKey?: true;
  /** True where the value must not be shown; the message leaves it out. */
  readonly isSecret?: true;
  readonly message: string;
  readonly hint?: string;
}
