import type { Context } from "./context.ts";

/** An option of a command. */
export interface OptionDefinition {
  readonly about: string;
  /** What stands for its value in the help; a flag has none. */
  readonly value?: string;
  /** The only values that it takes, the default first. */
  readonly choices?: readonly string[];
  /** False for a value that it does not take. */
  readonly accepts?: (value: string) => boolean;
  /** What it takes, where `value` does not say that. */
  readonly expected?: string;
}

/** What was given to a command, as it defines it. */
export interface Given {
  /** The required ones are there. */
  readonly args: readonly string[];
  readonly flags: ReadonlySet<string>;
  /** Of the options that take a value; those with choices have the first of them where none was given. */
  readonly values: ReadonlyMap<string, string>;
}

/** A command of the command line. */
export interface Command {
  readonly name: string;
  /** A few words for the list of commands. */
  readonly summary: string;
  readonly about: string;
  /** Names of the arguments: `<name>` is required, `[name]` is not, the last may end with `...`. */
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, OptionDefinition>>;
  readonly examples: readonly string[];
  /** Loads and runs it; gives the exit code. */
  readonly run: (given: Given, context: Context) => Promise<number>;
}
