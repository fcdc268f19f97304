import type { ChangeReview } from "../application.ts";
import type { ReviewedObject, Rollout, RolloutStep } from "../environment-change.ts";
import { displayName, identity, namespaceOf } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { usersOf } from "./config.ts";
import { isIn } from "./field.ts";
import { isKind, ordinalsOf, podsOf, strategyOf } from "./pods.ts";

/** How the pods of each StatefulSet that was and is there go through the change. A refused one is told as if it were not. */
export function rollouts(
  changes: readonly ReviewedObject[],
  before: readonly Manifest[],
  after: readonly Manifest[],
  voters: ChangeReview["voters"],
): readonly Rollout[] {
  const old = new Map(before.map((object) => [identity(object), object]));
  const restarting = new Set(changes.flatMap((change) => restarted(change, after)));
  return after.flatMap((statefulSet) => {
    const earlier = old.get(identity(statefulSet));
    if (!isKind(statefulSet, "apps", "StatefulSet") || earlier === undefined) return [];
    const [pods, now] = [podsOf(earlier), podsOf(statefulSet)];
    const quorum = voters.find((one) => identity(one.statefulSet) === identity(statefulSet));
    const rollout: Rollout = {
      workload: displayName(statefulSet),
      ...namespaceField(statefulSet),
      restarts: restarting.has(identity(statefulSet)) ? steps(earlier, statefulSet, quorum?.pods) : [],
      added: now.filter((pod) => !pods.includes(pod)),
      removed: pods.filter((pod) => !now.includes(pod)).toReversed(),
    };
    return rollout.restarts.length + rollout.added.length + rollout.removed.length === 0 ? [] : [rollout];
  });
}

function namespaceField(object: Manifest) {
  const namespace = namespaceOf(object);
  return namespace === undefined ? {} : { namespace };
}

/** Identities of the workloads whose pods a change restarts: of its own template, or of one that names it. */
function restarted(change: ReviewedObject, after: readonly Manifest[]): readonly string[] {
  if (change.change !== "changed" || !change.fields.some(({ impact }) => impact.verdict === "restarts")) {
    const isRenamed = change.change === "changed" && change.renamedFrom !== undefined && change.fields.length === 0;
    return isRenamed ? usersOf(change.object, after).map(identity) : [];
  }
  const isOwn = change.fields.some(
    ({ path, impact }) => impact.verdict === "restarts" && isIn(path, "spec", "template"),
  );
  return isOwn ? [identity(change.object)] : usersOf(change.object, after).map(identity);
}

function steps(before: Manifest, after: Manifest, voters: readonly string[] | undefined): readonly RolloutStep[] {
  const strategy = strategyOf(after);
  if (strategy.kind === "on-delete") return [];
  const now = ordinalsOf(after);
  const kept = ordinalsOf(before).filter((ordinal) => now.includes(ordinal) && ordinal >= strategy.partition);
  return kept.toReversed().map((ordinal) => {
    const pod = `${after.metadata.name}-${ordinal}`;
    const step = { pod, running: now.length - 1 };
    if (voters === undefined) return step;
    const votes = voters.filter((voter) => voter !== pod).length;
    return { ...step, quorum: { votes, needed: Math.floor(voters.length / 2) + 1 } };
  });
}
