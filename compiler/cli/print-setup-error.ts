import { paragraph, visible } from "../report/text.ts";
import type { SetupError } from "../setup-error.ts";
import type { Context } from "./context.ts";

/** Says what is wrong with the machine, or why git refuses, and how to mend it. */
export function printSetupError({ message, hint }: Pick<SetupError, "message" | "hint">, context: Context): void {
  context.stderr(`error: ${paragraph(message)}\n  help: ${visible(hint)}\n`);
}
