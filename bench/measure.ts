import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** A command line of this Node.js and the folder in which it runs; its cache is beside that. */
export interface Command {
  readonly args: readonly string[];
  readonly folder: string;
}

const nothing: Command = { args: ["-e", "0"], folder: "." };

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

/** Milliseconds of one process; throws where it fails. */
export function timed(command: Command): number {
  return measured(command, []).milliseconds;
}

/** The same with the peak memory of the process in MB. */
export function timedWithMemory(command: Command): { readonly milliseconds: number; readonly megabytes: number } {
  const { milliseconds, said } = measured(command, ["--import", tellMemory]);
  return { milliseconds, megabytes: Number(said) / 1024 };
}

const tellMemory = `data:text/javascript,import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));`;

function measured({ args, folder }: Command, options: readonly string[]) {
  // certificates to be read at every start are the machine's business, not the command's
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const start = performance.now();
  const { status, stderr, output } = spawnSync(process.execPath, [...options, ...args], {
    cwd: folder,
    env: { ...env, XDG_CACHE_HOME: join(folder, "../cache") },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    maxBuffer: 2 ** 28,
  });
  const milliseconds = performance.now() - start;
  // 1 is what a diff with changes gives
  if (status === null || status > 1) throw new Error(`node ${args.join(" ")}: ${stderr}`);
  return { milliseconds, said: output[3] ?? "" };
}

/** The middle of the values. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds as people read them: `1.23 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
