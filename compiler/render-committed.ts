import { committedEnvironments } from "./committed.ts";
import type { CompiledEnvironment } from "./compiled.ts";
import type { Environment } from "./evaluate/environment.ts";
import { baseContents, type Contents, overlayContents } from "./factor/files.ts";
import { type Render, renderer } from "./render/render.ts";
import type { CommittedTree } from "./tree.ts";
import { ownership } from "./write/seal.ts";

/** What is committed at the places of compiled environments. */
export interface CommittedOverlays {
  /** Names of the environments of which nothing differs: neither a file of theirs nor one of the base. */
  readonly unchanged: ReadonlySet<string>;
  /** All that there are. */
  environments(): readonly Environment[];
  /** True where an environment has no overlay yet. */
  isNew(name: string): boolean;
  /** Renders a folder as it is committed. What is as compiled is not parsed again, and an unchanged environment not rendered. */
  readonly render: Render;
  /** The same of the last commit before a file was committed with the marks of a merge that is not resolved. */
  earlier(file: string): Promise<{ readonly commit: string; readonly render: Render } | undefined>;
}

/** What is needed of the base and of environments. */
export type Rendered = Pick<CompiledEnvironment, "name" | "directory" | "files" | "manifests" | "overlay">;

/** Compares compiled environments with a tree and reads there, at once, what differs. */
export function renderCommitted(
  tree: CommittedTree,
  base: Rendered,
  environments: readonly Rendered[],
): CommittedOverlays {
  const all = [base, ...environments];
  const differing = new Set(
    all.flatMap(({ files }) => [...files].flatMap(([path, text]) => (tree.has(path, text) ? [] : [path]))),
  );
  tree.prefetch([...differing]);
  const isSame = ({ files }: Rendered) => [...files.keys()].every((path) => !differing.has(path));
  const unchanged = isSame(base) ? environments.filter(isSame) : [];
  const manifests = new Map(unchanged.map((one) => [one.directory, one.manifests]));
  const contents = new Map<string, Contents>();
  const owners = new Map(all.flatMap((one) => [...one.files.keys()].map((path) => [path, one] as const)));
  const known = (file: string) => {
    const owner = owners.get(file);
    if (owner === undefined || differing.has(file)) return undefined;
    const said = contents.get(owner.directory) ?? contentsOf(owner);
    contents.set(owner.directory, said);
    const content = said?.get(file);
    return content === undefined ? undefined : [content];
  };
  const render = renderer(tree, known);
  return {
    unchanged: new Set(unchanged.map(({ name }) => name)),
    environments: () => committedEnvironments(tree, []),
    isNew: (name) => tree.read(`overlays/${name}/kustomization.yaml`) === undefined,
    async earlier(file) {
      const isUnmerged = (text: string) => ownership(text) === "unmerged";
      if (!isUnmerged(tree.read(file) ?? "")) return undefined;
      const found = await tree.earlier?.(file, (text) => !isUnmerged(text));
      return found && { commit: found.commit, render: renderer(found.tree) };
    },
    async render(directory) {
      const same = manifests.get(directory);
      return same === undefined ? render(directory) : { manifests: same };
    },
  };
}

function contentsOf({ directory, manifests, overlay }: Rendered): Contents {
  return overlay === undefined ? baseContents(manifests) : overlayContents(directory, overlay);
}
