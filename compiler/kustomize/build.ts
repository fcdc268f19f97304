import { execFile } from "node:child_process";
import { processEnvironment } from "../process/environment.ts";
import type { Kustomize } from "./find.ts";

/** The YAML that kustomize prints, or its own words where it fails. */
export type Build = { readonly text: string } | { readonly failure: string };

/** More than any build prints; Node's own limit is 1 MiB. */
const longestOutput = 2 ** 30;

/** No network for kustomize: git, by which it fetches, has no protocol left, and HTTP goes to a closed port. */
export const offline = {
  GIT_ALLOW_PROTOCOL: "none",
  HTTP_PROXY: "http://127.0.0.1:1",
  HTTPS_PROXY: "http://127.0.0.1:1",
  NO_PROXY: "",
};

/** Go's garbage is collected less often: a large build takes a fifth less processor time, and 180 MB instead of 110. */
const lessGarbageCollection = { GOGC: "400" };

/** Builds a directory, without a shell and without a network. */
export function build(kustomize: Kustomize, directory: string): Promise<Build> {
  const env = { ...processEnvironment(), ...offline, ...lessGarbageCollection };
  const options = { env, maxBuffer: longestOutput };
  return new Promise((resolve) => {
    execFile(kustomize.file, [...kustomize.argumentsBefore, directory], options, (error, stdout, stderr) => {
      resolve(error === null ? { text: stdout } : { failure: stderr.trim() || error.message });
    });
  });
}
