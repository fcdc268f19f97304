import type { Issue } from "./issue.ts";
import type { Planned } from "./objects.ts";
import type { CommittedOverlays } from "./render-committed.ts";

/** What rules about changes say of the way from the committed overlays of environments to the compiled ones. */
export async function judgeChanges(
  environments: readonly { readonly name: string }[],
  planned: readonly Planned[],
  committed: CommittedOverlays,
): Promise<readonly Issue[]> {
  const changed = new Set(environments.map(({ name }) => name).filter((name) => !committed.unchanged.has(name)));
  const issues: Issue[] = [];
  for (const { name, file, judge } of planned.filter((one) => changed.has(one.name))) {
    const before = committed.isNew(name) ? { manifests: [] } : await committed.render(`overlays/${name}`);
    const found = "unmodelled" in before ? [unjudged(name, file, before.unmodelled)] : await judge(before.manifests);
    issues.push(...found);
  }
  return issues;
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
