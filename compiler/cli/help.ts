import type { Command } from "./command.ts";
import { commands } from "./commands.ts";

const exitCodes =
  "Exit codes: 0 fine or no change, 1 changes or stale files, 2 an error in what you wrote, 3 an error of the machine.";

/** Help on the program as a whole. */
export function programHelp(): string {
  return `Compiles typed layers (environments/*.ts) into a kustomize base and overlays.

Usage: overlayer <command>

${columns(commands.map(({ name, arguments: args, summary }) => [[name, ...args].join(" "), summary]))}

\`overlayer <command> --help\` tells more of one, \`overlayer --version\` the version.

${exitCodes}

Example:
  $ overlayer compile && overlayer diff prod
`;
}

/** Help on one command. */
export function commandHelp({ name, about, arguments: args, options, examples }: Command): string {
  const rows = Object.entries(options).map(([option, { value, about: words, choices }]): [string, string] => [
    value === undefined ? `--${option}` : `--${option} <${value}>`,
    choices === undefined ? words : `${words}: ${choices.join(", ")} (default: ${choices[0]})`,
  ]);
  return `${about}

Usage: ${["overlayer", name, ...args, "[options]"].join(" ")}

${columns([...rows, ["--help", "this text"]])}

${exitCodes}

${examples.length === 1 ? "Example" : "Examples"}:
${examples.map((line) => `  $ ${line}`).join("\n")}
`;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}
