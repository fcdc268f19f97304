import { mkdtempSync } from "node:fs";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { jobOf } from "./container.ts";
import { startPod } from "./pod.ts";

/** Runs the pod of the one Job among the objects to its end. */
export async function runJob(manifests: readonly Manifest[]) {
  const { metadata, spec } = jobOf(manifests);
  const name = `${metadata.name}-pod`;
  const directory = mkdtempSync("/run/job-");
  const pod = await startPod(manifests, { name, host: name, spec: spec.template.spec, claims: new Map(), directory });
  return { code: await pod.ended, log: pod.log() };
}
