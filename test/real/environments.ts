import { expect } from "vitest";
import { main } from "../../compiler/cli/main.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { manifestReader } from "../../compiler/kubernetes/read-manifests.ts";

/** The objects of one of the repository's environments, as `overlayer render` prints them. */
export async function rendered(environment: string): Promise<readonly Manifest[]> {
  let text = "";
  const stdout = (more: string) => {
    text += more;
  };
  const stderr = (problem: string) => expect.unreachable(problem);
  const context = { directory: process.cwd(), stdout, stderr, color: false, width: Number.POSITIVE_INFINITY };
  expect(await main(["render", environment], context)).toBe(0);
  const objects = manifestReader()(text);
  if ("failure" in objects) throw new Error(objects.failure);
  return objects;
}
