import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { processEnvironment } from "../../compiler/process/environment.ts";
import type { Template, Values } from "./template.ts";

/** The job of a peer: to write the objects of environments. */
export interface Work {
  /** A folder with what Overlayer compiled. */
  readonly compiled: string;
  /** A new folder for the peer's sources, with the packages of this repository. */
  readonly folder: string;
  readonly template: Template;
  /** By the name of the environment. */
  readonly environments: ReadonlyMap<string, Values>;
}

/** A tool that is there, its sources written. */
export interface Peer {
  /** With its version. */
  readonly tool: string;
  /** Writes a file for each environment. */
  run(): Promise<void>;
  /** The path of the file that it writes for an environment. */
  output(environment: string): string;
}

/** Writes the sources of a tool, or gives undefined where it is not on this machine. */
export type Prepare = (work: Work) => Peer | undefined;

/** Runs a program to its end, with what it prints in a file where one is named; throws where it fails. */
export async function runProgram(
  program: string,
  args: readonly string[],
  folder: string,
  output?: string,
): Promise<void> {
  const file = output === undefined ? undefined : openSync(output, "w");
  const child = spawn(program, args, {
    cwd: folder,
    env: processEnvironment(),
    stdio: ["ignore", file ?? "ignore", "inherit"],
  });
  const [code] = await once(child, "close");
  if (file !== undefined) closeSync(file);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")}: exit code ${code}`);
}

/** What a program prints, undefined where it is not there. */
export function printed(file: string, ...args: readonly string[]): string | undefined {
  try {
    return execFileSync(file, args, { env: processEnvironment(), encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}
