import type { Issue } from "./issue.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import type { Kustomize } from "./kustomize/find.ts";
import { kustomizationFile } from "./kustomize/kustomization-file.ts";
import { type Render, renderer } from "./render/render.ts";
import type { CommittedTree, Tree } from "./tree.ts";
import { sourceOf } from "./write/seal.ts";

/**
 * The environments whose overlays are committed, those that one of the names may ask for, all without a name; overlays that
 * Overlayer did not write are none, and of those that are `known` nothing is read.
 */
export function committedEnvironments(
  tree: CommittedTree,
  names: readonly string[],
  known: ReadonlySet<string> = new Set(),
): readonly { readonly name: string; readonly file: string }[] {
  const isNamed = (name: string) => names.length === 0 || names.some((one) => `${name}/`.startsWith(`${one}/`));
  const overlays = tree.files("overlays").flatMap((path) => {
    const name = /^overlays\/(.+)\/kustomization\.yaml$/.exec(path)?.[1];
    return name !== undefined && isNamed(name) && !known.has(name) ? [{ name, path }] : [];
  });
  tree.prefetch(overlays.map(({ path }) => path));
  return overlays.flatMap(({ name, path }) => {
    const file = sourceOf(tree.read(path) ?? "");
    return file === undefined ? [] : [{ name, file }];
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
  kustomize: () => Kustomize | Promise<Kustomize>,
  render: Render = renderer(tree),
): (name: string) => Promise<CommittedManifests> {
  return async (name) => {
    const directory = `overlays/${name}`;
    if (kustomizationFile(tree, directory) === undefined) return { manifests: undefined };
    const rendered = await render(directory);
    if ("manifests" in rendered) return rendered;
    // few need it: it is loaded only for those
    const { buildCommitted } = await import("./build-committed.ts");
    const built = await buildCommitted(tree, directory, kustomize);
    if ("manifests" in built) return built;
    const { file, reason } = rendered.unmodelled;
    return { issue: unreadable(name, `${file}: ${reason}\n${built.failure}`) };
  };
}

function unreadable(name: string, reason: string): Issue {
  return {
    code: "diff/committed",
    message: `what is committed at overlays/${name} cannot be rendered: ${reason}`,
    environment: name,
    why: "it was not written by Overlayer, was edited since or is not all committed, and the real kustomize does not build it either.",
    hint: "compare with another commit by --against, or commit all generated files: `git add --all base overlays`, as `git commit --all` leaves out new ones.",
  };
}
