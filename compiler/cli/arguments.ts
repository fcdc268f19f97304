import { parseArgs } from "node:util";
import type { Command, Given, OptionDefinition } from "./command.ts";

/** A command line taken apart: what to run, a request for help, or one sentence on what is wrong with it. */
export type Arguments = Given | { readonly help: true } | { readonly mistake: string };

/** Takes the words after a command's name apart, as the command defines them. */
export function parseArguments(command: Command, words: readonly string[]): Arguments {
  const defined = Object.entries(command.options);
  const types = defined.map(
    ([name, { value }]) => [name, { type: value === undefined ? "boolean" : "string" }] as const,
  );
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries([...types, ["help", { type: "boolean", short: "h" } as const]]),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const args = tokens.flatMap((token) => (token.kind === "positional" ? [token.value] : []));
  const given = tokens.flatMap((token) => (token.kind === "option" ? [token] : []));
  if (given.some(({ name }) => name === "help")) return { help: true };
  const mistake = given
    .map(({ name, rawName, value }) => optionMistake(rawName, value, command.options[name]))
    .find(Boolean);
  if (mistake !== undefined) return { mistake };
  const missing = command.arguments.find((one, index) => one.startsWith("<") && args[index] === undefined);
  if (missing !== undefined) return { mistake: `${missing} is missing` };
  const isOpen = command.arguments.at(-1)?.endsWith("...]") === true;
  const surplus = isOpen ? undefined : args[command.arguments.length];
  if (surplus !== undefined) return { mistake: `there is an argument too many: ${surplus}` };
  const defaults = defined.flatMap(([name, { choices }]) =>
    choices?.[0] === undefined ? [] : [[name, choices[0]] as const],
  );
  const values = given.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
  return { args, flags: new Set(given.map(({ name }) => name)), values: new Map([...defaults, ...values]) };
}

function optionMistake(name: string, value: string | undefined, definition: OptionDefinition | undefined) {
  if (definition === undefined) return `there is no option ${name}`;
  if (definition.value === undefined) return value === undefined ? undefined : `${name} takes no value`;
  if (value === undefined || value === "") return `${name} needs a value: <${definition.value}>`;
  if (definition.choices?.includes(value) === false)
    return `${name} is ${value}, expected ${definition.choices.join(", ")}`;
  if (definition.accepts?.(value) === false)
    return `${name} is ${value}, expected ${definition.expected ?? definition.value}`;
  return undefined;
}
