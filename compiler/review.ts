import type { EnvironmentChange } from "./change.ts";
import { diff } from "./diff/diff.ts";
import type { Issue } from "./issue.ts";
import type { Manifest } from "./kubernetes/manifest.ts";
import { renderer } from "./render/render.ts";
import type { Tree } from "./tree.ts";
import { sourceOf } from "./write/seal.ts";

/** An environment of the working tree; without manifests, one that a commit still has and the working tree has not. */
export interface Reviewed {
  readonly name: string;
  /** Its environment file. */
  readonly file: string;
  readonly manifests?: readonly Manifest[];
}

/** The environments whose overlays a tree holds; overlays that Overlayer did not write are none. */
export function committedEnvironments(tree: Tree): readonly Reviewed[] {
  return tree.files("overlays").flatMap((path) => {
    const name = /^overlays\/(.+)\/kustomization\.yaml$/.exec(path)?.[1];
    const file = name === undefined ? undefined : sourceOf(tree.read(path) ?? "");
    return name === undefined || file === undefined ? [] : [{ name, file }];
  });
}

/** The other half of the table of contents: what each environment changes in the manifests that `before` renders to. */
export function review(
  environments: readonly Reviewed[],
  before: Tree,
): { readonly changes: readonly EnvironmentChange[]; readonly issues: readonly Issue[] } {
  const committed = new Set(committedEnvironments(before).map(({ name }) => name));
  const render = renderer(before);
  const changes: EnvironmentChange[] = [];
  const issues: Issue[] = [];
  for (const { name, file, manifests } of environments) {
    const rendered = committed.has(name) ? render(`overlays/${name}`) : undefined;
    if (rendered !== undefined && "unmodelled" in rendered) {
      issues.push(unreadable(name, rendered.unmodelled));
      continue;
    }
    const objectChanges = diff(rendered?.manifests ?? [], manifests ?? []);
    const changed = objectChanges.length > 0 ? "changed" : "unchanged";
    const status = manifests === undefined ? "deleted" : rendered === undefined ? "created" : changed;
    changes.push({ name, file, status, changes: objectChanges });
  }
  return { changes, issues };
}

function unreadable(name: string, { file, reason }: { readonly file: string; readonly reason: string }): Issue {
  return {
    code: "diff/committed",
    message: `what is committed at overlays/${name} cannot be rendered: ${file}: ${reason}`,
    environment: name,
    why: "it was not written by Overlayer, or was edited since.",
    hint: "compare with another commit by --against, or restore the generated files in that one.",
  };
}
