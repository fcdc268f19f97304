import type { Issue } from "./issue.ts";
import type { Planned } from "./objects.ts";
import { renderer } from "./render/render.ts";
import type { Files, Tree } from "./tree.ts";

/** What rules about changes say of the way from the committed base and overlays to the compiled ones. */
export async function judgeChanges(
  base: Files,
  overlays: readonly { readonly name: string; readonly files: Files }[],
  planned: readonly Planned[],
  committed: Tree,
): Promise<readonly Issue[]> {
  const isSame = (files: Files) => [...files].every(([path, text]) => committed.read(path) === text);
  const isSameBase = isSame(base);
  const changed = new Set(overlays.filter(({ files }) => !isSameBase || !isSame(files)).map(({ name }) => name));
  const render = renderer(committed);
  const judged = planned
    .filter(({ name }) => changed.has(name))
    .map(({ name, file, judge }) => {
      const isNew = committed.read(`overlays/${name}/kustomization.yaml`) === undefined;
      const before = isNew ? { manifests: [] } : render(`overlays/${name}`);
      return "unmodelled" in before ? [unjudged(name, file, before.unmodelled)] : judge(before.manifests);
    });
  return (await Promise.all(judged)).flat();
}

function unjudged(name: string, file: string, found: { readonly file: string; readonly reason: string }): Issue {
  return {
    code: "change/unjudged",
    severity: "warning",
    message: `what is committed at overlays/${name} cannot be rendered: ${found.file}: ${found.reason}`,
    environment: name,
    location: { file, line: 1, column: 1 },
    why: "whether the step from there is safe, such as of the number of servers, cannot be judged.",
    hint: "look at what the cluster runs before you sync this.",
  };
}
