import { paragraph, visible } from "../report/text.ts";
import type { SetupError } from "../setup-error.ts";
import type { Context } from "./context.ts";

/** Says what is wrong with the machine, and how to mend it. */
export function printSetupError({ message, hint }: SetupError, context: Context): void {
  context.stderr(`error: ${paragraph(message)}\n  help: ${visible(hint)}\n`);
}
