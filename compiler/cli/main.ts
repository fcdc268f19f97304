import { closest, distance } from "fastest-levenshtein";
import { SetupError } from "../setup-error.ts";
import { parseArguments } from "./arguments.ts";
import { commands } from "./commands.ts";
import type { compileOrder } from "./compile-order.ts";
import { type Context, exitCode, processContext } from "./context.ts";
import { commandHelp, programHelp } from "./help.ts";
import { packageVersion } from "./package-root.ts";
import { printSetupError } from "./print-setup-error.ts";

export { isAllPrinted } from "./streams.ts";

/** Loads what compiles a part of a fleet, in a thread of its own. */
export async function loadCompileOrder(): Promise<typeof compileOrder> {
  return (await import("./compile-order.ts")).compileOrder;
}

/** Runs one command line, without the program's own name, and returns its exit code. Throws only on a defect. */
export async function main(words: readonly string[], context: Context = processContext()): Promise<number> {
  const [name, ...rest] = words;
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return withoutCommand(name, context);
  const parsed = parseArguments(command, rest);
  if ("help" in parsed) return print(commandHelp(command), context);
  if ("mistake" in parsed) return refuse(parsed.mistake, `overlayer ${command.name} --help`, context);
  try {
    return await command.run(parsed, context);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    printSetupError(error, context);
    return exitCode.setupError;
  }
}

function withoutCommand(name: string | undefined, context: Context): number {
  if (name === "--help" || name === "-h" || name === "help") return print(programHelp(), context);
  if (name === "--version" || name === "-V") return print(`${packageVersion}\n`, context);
  if (name === undefined) {
    context.stderr(programHelp());
    return exitCode.userError;
  }
  const near = closest(
    name,
    commands.map((one) => one.name),
  );
  const meant = distance(name, near) <= 2 ? `, did you mean ${near}?` : "";
  return refuse(`there is no command ${JSON.stringify(name)}${meant}`, "overlayer --help", context);
}

function print(text: string, context: Context): number {
  context.stdout(text);
  return exitCode.fine;
}

function refuse(mistake: string, help: string, context: Context): number {
  context.stderr(`error: ${mistake}\n  help: see \`${help}\`.\n`);
  return exitCode.userError;
}
