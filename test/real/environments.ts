import { expect } from "vitest";
import { main } from "../../compiler/cli/main.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { manifestReader } from "../../compiler/kubernetes/read-manifests.ts";

/** The objects of one of the repository's environments, as `overlayer render` prints them. */
export async function rendered(environment: string): Promise<readonly Manifest[]> {
  const printed = { stdout: "", stderr: "" };
  const keep = (stream: keyof typeof printed) => (text: string) => {
    printed[stream] += text;
  };
  const streams = { stdout: keep("stdout"), stderr: keep("stderr") };
  const plain = { color: false, width: Number.POSITIVE_INFINITY, variables: {} };
  const context = { directory: process.cwd(), ...streams, ...plain };
  const code = await main(["render", environment], context);
  expect(code, printed.stderr).toBe(0);
  const objects = manifestReader()(printed.stdout);
  if ("failure" in objects) throw new Error(objects.failure);
  return objects;
}
