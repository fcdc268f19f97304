import type { Environment } from "./evaluate/environment.ts";
import type { Issue } from "./issue.ts";
import type { Planned } from "./objects.ts";
import { joinRenamed } from "./renamed.ts";
import type { Unmodelled } from "./render/render.ts";
import type { CommittedOverlays } from "./render-committed.ts";
import type { BothSides } from "./review.ts";

/**
 * What rules about changes say of the way from the committed overlays of environments to the compiled ones; of one that is
 * renamed, from the overlay of those that are gone which it had before.
 */
export async function judgeChanges(
  environments: readonly { readonly name: string }[],
  planned: readonly Planned[],
  committed: CommittedOverlays,
  isGone: (committed: Environment) => boolean,
): Promise<readonly Issue[]> {
  const changed = new Set(environments.map(({ name }) => name).filter((name) => !committed.unchanged.has(name)));
  const toJudge = planned.filter(({ name }) => changed.has(name));
  const added = toJudge.filter(({ name }) => committed.isNew(name));
  const renamed = await renamedOf(added, committed, isGone);
  const issues: Issue[] = [];
  for (const { name, file, judge } of toJudge) {
    if (committed.isNew(name)) {
      const old = renamed.get(name);
      issues.push(...afterRenaming(await judge(old?.before ?? []), old));
      continue;
    }
    const before = await committed.render(`overlays/${name}`);
    if ("manifests" in before) {
      issues.push(...(await judge(before.manifests)));
      continue;
    }
    const earlier = await committed.earlier(before.unmodelled.file);
    const old = await earlier?.render(`overlays/${name}`);
    if (earlier === undefined || old === undefined || "unmodelled" in old)
      issues.push(unjudged(name, file, before.unmodelled));
    else issues.push(judgedFrom(earlier.commit, name, file, before.unmodelled), ...(await judge(old.manifests)));
  }
  return issues;
}

/** Those of new environments that are gone ones under another name, by their names. */
async function renamedOf(
  added: readonly Planned[],
  committed: CommittedOverlays,
  isGone: (committed: Environment) => boolean,
): Promise<ReadonlyMap<string, BothSides>> {
  if (added.length === 0) return new Map();
  const before: BothSides[] = [];
  for (const { name, file } of committed.environments().filter(isGone)) {
    const rendered = await committed.render(`overlays/${name}`);
    if (!("unmodelled" in rendered)) before.push({ name, file, before: rendered.manifests });
  }
  const joined = joinRenamed([
    ...added.map(({ name, file, manifests }) => ({ name, file, after: manifests })),
    ...before,
  ]);
  return new Map(joined.map((one) => [one.name, one]));
}

/** The steps that a rule asks for are made from what is committed under the name that is asked for. */
function afterRenaming(issues: readonly Issue[], { renamedFrom }: Partial<BothSides> = {}): readonly Issue[] {
  if (renamedFrom === undefined) return issues;
  return issues.map(({ hint = "", ...issue }) => ({
    ...issue,
    hint: `commit alone, first, that ${renamedFrom} is renamed; then ${hint}`,
  }));
}

/** Nobody can sync a merge that is not resolved: what runs is what was committed before it. */
function judgedFrom(commit: string, name: string, file: string, found: Unmodelled): Issue {
  return {
    code: "change/unjudged",
    severity: "warning",
    message: `what is committed at overlays/${name} cannot be rendered: ${found.file}: this merge is not resolved`,
    environment: name,
    location: { file, line: 1, column: 1 },
    why: `the change is judged from ${commit} instead, the last commit before it.`,
    hint: "commit what `overlayer compile` writes, after a look at whether the cluster runs that commit.",
  };
}

function unjudged(name: string, file: string, found: Unmodelled): Issue {
  return {
    code: "change/unjudged",
    severity: "warning",
    message: `what is committed at overlays/${name} cannot be rendered: ${found.file}: ${found.reason}`,
    environment: name,
    location: { file, line: 1, column: 1 },
    why: "whether the step from there is safe, such as of the number of servers, cannot be judged.",
    hint: "where a generated file was not committed, commit it: `git add --all base overlays`; else look at what the cluster runs before you sync this.",
  };
}
