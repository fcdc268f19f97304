import type { Manifest } from "./kubernetes/manifest.ts";
import { manifestReader } from "./kubernetes/read-manifests.ts";
import { build } from "./kustomize/build.ts";
import type { Kustomize } from "./kustomize/find.ts";
import { localFiles } from "./kustomize/local-files.ts";
import { withFiles } from "./process/temporary.ts";
import { SetupError } from "./setup-error.ts";
import type { Tree } from "./tree.ts";

/** What the real kustomize builds of a folder of a tree, from local files only; or its words where it fails. */
export async function buildCommitted(
  tree: Tree,
  directory: string,
  kustomize: () => Kustomize | Promise<Kustomize>,
): Promise<{ readonly manifests: readonly Manifest[] } | { readonly failure: string }> {
  const local = localFiles(tree, directory);
  if ("reason" in local) return { failure: local.reason };
  try {
    const found = await kustomize();
    const built = await withFiles(local.files, (root) => build(found, `${root}/${directory}`));
    const manifests = "text" in built ? manifestReader()(built.text) : built;
    return "failure" in manifests ? manifests : { manifests };
  } catch (error) {
    if (error instanceof SetupError) return { failure: `${error.message}: ${error.hint}` };
    throw error;
  }
}
