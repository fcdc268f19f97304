import { identity } from "./kubernetes/identity.ts";
import type { BothSides } from "./review.ts";

/**
 * The environments, of which one that is new and one that goes are one, renamed, where most of its objects are the same
 * objects to a cluster.
 */
export function joinRenamed(environments: readonly BothSides[]): readonly BothSides[] {
  const gone = environments.filter(({ after }) => after === undefined);
  const owners = new Map(gone.flatMap((one) => (one.before ?? []).map((object) => [identity(object), one] as const)));
  const renamed = new Set<BothSides>();
  const joined = environments.map((one): BothSides => {
    if (one.before !== undefined || one.after === undefined) return one;
    const found = one.after.flatMap((object) => owners.get(identity(object)) ?? []);
    const least = one.after.length / 2;
    const earlier = found.find((other) => found.filter((owner) => owner === other).length > least);
    if (earlier?.before === undefined || renamed.has(earlier)) return one;
    renamed.add(earlier);
    return { ...one, before: earlier.before, renamedFrom: earlier.name };
  });
  return joined.filter((one) => !renamed.has(one));
}
