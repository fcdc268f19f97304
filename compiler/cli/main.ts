import { CommanderError } from "commander";
import { SetupError } from "../setup-error.ts";
import { type Context, exitCode, processContext } from "./context.ts";
import { createProgram } from "./program.ts";

/** Runs one command line, without the program's own name, and returns its exit code. Throws only on a defect. */
export async function main(args: readonly string[], context: Context = processContext()): Promise<number> {
  let code: number = exitCode.fine;
  const program = createProgram(context, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.fine : exitCode.userError;
    if (!(error instanceof SetupError)) throw error;
    context.stderr(`error: ${error.message}\n  help: ${error.hint}\n`);
    return exitCode.setupError;
  }
  return code;
}
