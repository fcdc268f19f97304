import type { Context } from "./context.ts";

/** Says how to write the first environment, where a command found none and there is no file of one. */
export function tellOnlyBase(found: number, files: number, context: Pick<Context, "stderr">): void {
  if (found + files > 0) return;
  context.stderr(
    "note: environments/ has only base.ts: `overlayer new prod --from base` writes an environment beside it.\n",
  );
}
