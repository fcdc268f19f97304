import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Trees } from "../evaluate/modules.ts";
import type { Progress } from "../progress.ts";
import { type PartThread, partFile } from "./part.ts";
import { progressLine } from "./progress-line.ts";
import { isTerminal, print, stream } from "./streams.ts";

/** What a command may know of the world around it; tests hand it their own. */
export interface Context {
  /** Absolute path of the folder that the command was started in. */
  readonly directory: string;
  /** What was asked for. */
  readonly stdout: (text: string) => void;
  /** Everything else: errors, notes. */
  readonly stderr: (text: string) => void;
  readonly color: boolean;
  /** Columns of the terminal; infinite where there is none, so that a file or a pipe gets everything. */
  readonly width: number;
  /** Shows how far long work is; absent where stderr is no terminal. */
  readonly progress?: Progress;
  /** The language as a sandbox has loaded it; where it is absent that of the bundle is taken. */
  readonly language?: () => Pick<Trees, "loaded" | "loadedTracing">;
  /** Starts a thread that compiles a part of a fleet; absent where there is none. */
  readonly startThread?: () => Promise<PartThread>;
  /** The environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The real one. NO_COLOR and FORCE_COLOR are obeyed (no-color.org); otherwise only a terminal gets colours. */
export function processContext(): Context {
  const { NO_COLOR: noColor, FORCE_COLOR: forceColor } = process.env;
  const forced = forceColor !== undefined && forceColor !== "0";
  const isWatched = isTerminal(2) && process.env["TERM"] !== "dumb";
  const line = progressLine(
    (text) => print(2, text),
    () => performance.now(),
    // a terminal that does not say how wide it is says 0
    () => stream(2).columns || Number.POSITIVE_INFINITY,
  );
  const after = (descriptor: 1 | 2) => (text: string) => {
    line.clear();
    print(descriptor, text);
  };
  return {
    directory: process.cwd(),
    stdout: after(1),
    stderr: after(2),
    ...(isWatched ? { progress: line.tell } : {}),
    ...startsThreads(),
    color: noColor ? false : forced || (isTerminal(1) && process.env["TERM"] !== "dumb"),
    width: isTerminal(1) ? stream(1).columns : Number.POSITIVE_INFINITY,
    variables: process.env,
  };
}

/** Threads run the bundle. */
function startsThreads(): Pick<Context, "startThread"> {
  const file = join(import.meta.dirname, partFile);
  if (!existsSync(file)) return {};
  return { startThread: async () => (await import("./start-thread.ts")).startThread(file) };
}

/** Exit codes, the same for every command. */
export const exitCode = { fine: 0, changes: 1, userError: 2, setupError: 3 } as const;
