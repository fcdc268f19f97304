import type { Evaluation } from "./evaluate/environment.ts";

/** What the impact is judged for where an environment does not say which Kubernetes version it targets. */
const defaultVersion = "1.34";

/** The Kubernetes version that an environment targets: the option of that name, which every application may have. */
export function targetedVersion(evaluation: Evaluation | undefined): string {
  const versions = evaluation?.instances.map(({ options }) => String(options["kubernetesVersion"])) ?? [];
  return versions.find((version) => /^\d+\.\d+$/.test(version)) ?? defaultVersion;
}
