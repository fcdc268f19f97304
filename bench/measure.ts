import { spawnSync } from "node:child_process";

/** A command line of this Node.js and the folder in which it runs. */
export interface Command {
  readonly args: readonly string[];
  readonly folder: string;
}

/** Whole processes, in turns with `node -e 0`, so that a machine that gets slower does so for both. */
export function timesOfNode(
  runs: number,
  prepare: () => Command,
): { readonly ratio: number; readonly milliseconds: number } {
  const pairs = Array.from({ length: runs + 1 }, () => ({ node: timed(nothing), command: timed(prepare()) }));
  // the first pair warms the machine's caches up
  const counted = pairs.slice(1);
  return {
    ratio: median(counted.map(({ node, command }) => command / node)),
    milliseconds: median(counted.map(({ command }) => command)),
  };
}

const nothing: Command = { args: ["-e", "0"], folder: "." };

/** Milliseconds of one process of this Node.js. */
function timed({ args, folder }: Command): number {
  // certificates to be read at every start are the machine's business, not the command's
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const start = performance.now();
  // 1 is what a diff with changes gives
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" });
  if (status === null || status > 1) throw new Error(`node ${args.join(" ")}: ${stderr}`);
  return performance.now() - start;
}

/** The middle of the values. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
