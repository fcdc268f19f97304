import type { Issue } from "./issue.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { manifestReader } from "./kubernetes/read-manifests.ts";
import { build } from "./kustomize/build.ts";
import type { Kustomize } from "./kustomize/find.ts";
import { kustomizationFile, localFiles } from "./kustomize/local-files.ts";
import { withFiles } from "./process/temporary.ts";
import { renderer } from "./render/render.ts";
import { SetupError } from "./setup-error.ts";
import type { Tree } from "./tree.ts";
import { sourceOf } from "./write/seal.ts";

/** The environments whose overlays a tree holds; overlays that Overlayer did not write are none. */
export function committedEnvironments(tree: Tree): readonly { readonly name: string; readonly file: string }[] {
  return tree.files("overlays").flatMap((path) => {
    const name = /^overlays\/(.+)\/kustomization\.yaml$/.exec(path)?.[1];
    const file = name === undefined ? undefined : sourceOf(tree.read(path) ?? "");
    return name === undefined || file === undefined ? [] : [{ name, file }];
  });
}

/** What a committed overlay builds, undefined where there is none; or why that cannot be told. */
export type CommittedManifests = { readonly manifests: readonly Manifest[] | undefined } | { readonly issue: Issue };

/**
 * What the overlays of a tree build, by environment. Those that Overlayer writes are rendered in memory; any other one, or
 * one that was edited by hand, by the real kustomize from local files only, and `kustomize` is asked for then.
 */
export function committedManifests(
  tree: Tree,
  kustomize: () => Kustomize,
): (name: string) => Promise<CommittedManifests> {
  const render = renderer(tree);
  return async (name) => {
    const directory = `overlays/${name}`;
    if (kustomizationFile(tree, directory) === undefined) return { manifests: undefined };
    const rendered = render(directory);
    if ("manifests" in rendered) return rendered;
    const built = await buildCommitted(tree, directory, kustomize);
    if ("manifests" in built) return built;
    const { file, reason } = rendered.unmodelled;
    return { issue: unreadable(name, `${file}: ${reason}\n${built.failure}`) };
  };
}

async function buildCommitted(
  tree: Tree,
  directory: string,
  kustomize: () => Kustomize,
): Promise<{ readonly manifests: readonly Manifest[] } | { readonly failure: string }> {
  const local = localFiles(tree, directory);
  if ("reason" in local) return { failure: local.reason };
  try {
    const built = await withFiles(local.files, (root) => build(kustomize(), `${root}/${directory}`));
    const manifests = "text" in built ? manifestReader()(built.text) : built;
    return "failure" in manifests ? manifests : { manifests };
  } catch (error) {
    if (error instanceof SetupError) return { failure: `${error.message}: ${error.hint}` };
    throw error;
  }
}

function unreadable(name: string, reason: string): Issue {
  return {
    code: "diff/committed",
    message: `what is committed at overlays/${name} cannot be rendered: ${reason}`,
    environment: name,
    why: "it was not written by Overlayer, or was edited since, and the real kustomize does not build it either.",
    hint: "compare with another commit by --against, or restore the generated files in that one.",
  };
}
