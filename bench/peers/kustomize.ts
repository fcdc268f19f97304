import { join } from "node:path";
import { findKustomize } from "../../compiler/kustomize/find.ts";
import { pooled } from "../../compiler/kustomize/pooled.ts";
import { SetupError } from "../../compiler/setup-error.ts";
import { type Prepare, runProgram } from "./peer.ts";

/** kustomize: the base and the overlays that Overlayer compiled, and a build for each of these, two at a time. */
export const kustomize: Prepare = ({ compiled, folder, environments }) => {
  const found = findInstalled();
  if (found === undefined) return undefined;
  const { file, argumentsBefore, version } = found;
  const output = (environment: string) => join(folder, "out", `${environment}.yaml`);
  const build = (environment: string) =>
    runProgram(file, [...argumentsBefore, join(compiled, "overlays", environment)], folder, output(environment));
  return {
    tool: `kustomize ${version}`,
    run: async () => void (await pooled(2, [...environments.keys()], build)),
    output,
  };
};

function findInstalled() {
  try {
    return findKustomize(process.cwd());
  } catch (error) {
    if (error instanceof SetupError) return undefined;
    throw error;
  }
}
