import { type CommittedManifests, committedEnvironments } from "./committed.ts";
import { namespaceOf } from "./kubernetes/identity.ts";
import type { BothSides, Neighbour } from "./review.ts";
import type { CommittedTree } from "./tree.ts";

/**
 * Committed environments beside those that are reviewed, whose objects one of these may take over as it moves to another
 * namespace: those that name it. Where none moves nothing is read.
 */
export async function neighboursOf(
  reviewed: readonly BothSides[],
  tree: CommittedTree,
  committed: (name: string) => Promise<CommittedManifests>,
): Promise<readonly Neighbour[]> {
  const namespaces = [...new Set(reviewed.flatMap(newNamespaces))];
  if (namespaces.length === 0) return [];
  const others = committedEnvironments(tree, [], new Set(reviewed.map(({ name }) => name)));
  const neighbours = [];
  for (const { name } of others) {
    const text = tree.read(`overlays/${name}/kustomization.yaml`) ?? "";
    if (!namespaces.some((one) => text.includes(one))) continue;
    const found = await committed(name);
    if ("manifests" in found && found.manifests !== undefined) neighbours.push({ name, before: found.manifests });
  }
  return neighbours;
}

function newNamespaces({ before = [], after = [] }: BothSides): readonly string[] {
  if (before === after || before.length === 0) return [];
  const old = new Set(before.map(namespaceOf));
  return after.flatMap((object) => namespaceOf(object) ?? []).filter((one) => !old.has(one));
}
