import type { ChangeReview } from "../application.ts";
import type { ReviewedObject, Rollout, RolloutStep } from "../environment-change.ts";
import { displayName, identity, namespaceOf } from "../kubernetes/identity.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { usersOf } from "./config.ts";
import { isIn } from "./field.ts";
import { isKind, ordinalsOf, podsOf, strategyOf } from "./pods.ts";

/** How the pods of each StatefulSet that was and is there go through the change, after the remedy where it is refused. */
export function rollouts(
  changes: readonly ReviewedObject[],
  before: readonly Manifest[],
  after: readonly Manifest[],
  voters: ChangeReview["voters"],
): readonly Rollout[] {
  const old = new Map(before.map((object) => [identity(object), object]));
  const refused = new Set(changes.filter(isRefused).map(({ object }) => identity(object)));
  const restarting = new Set(changes.flatMap((change) => restarted(change, after)));
  return after.flatMap((statefulSet) => {
    const earlier = old.get(identity(statefulSet));
    if (!isKind(statefulSet, "apps", "StatefulSet") || earlier === undefined) return [];
    const [pods, now] = [podsOf(earlier), podsOf(statefulSet)];
    const quorum = voters.find((one) => identity(one.statefulSet) === identity(statefulSet));
    const rollout: Rollout = {
      workload: displayName(statefulSet),
      ...namespaceField(statefulSet),
      ...(refused.has(identity(statefulSet)) ? { isRefused: true } : {}),
      restarts: restarting.has(identity(statefulSet)) ? steps(earlier, statefulSet, quorum) : [],
      added: now.filter((pod) => !pods.includes(pod)),
      removed: pods.filter((pod) => !now.includes(pod)).toReversed(),
    };
    return rollout.restarts.length + rollout.added.length + rollout.removed.length === 0 ? [] : [rollout];
  });
}

function isRefused(change: ReviewedObject): boolean {
  return change.change === "changed" && change.fields.some(({ impact }) => impact.verdict === "refused");
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

type Voters = ChangeReview["voters"][number];

function steps(before: Manifest, after: Manifest, voters: Voters | undefined): readonly RolloutStep[] {
  const strategy = strategyOf(after);
  if (strategy.kind === "on-delete") return [];
  const pods = podsOf(after);
  const stay = new Set(podsOf(before));
  const held = ordinalsOf(after).filter((ordinal) => ordinal < strategy.partition).length;
  const restarts = pods
    .slice(held)
    .filter((pod) => stay.has(pod))
    .toReversed();
  return restarts.map((pod, index) => {
    const running = pods.filter((one) => one !== pod);
    if (voters === undefined) return { pod, running: running.length };
    const waiting = new Set([...restarts.slice(index + 1), ...pods.slice(0, held)]);
    return { pod, running: running.length, quorum: quorumOf(running, waiting, voters) };
  });
}

/**
 * Pods that wait for their restart go by the old list of voters, the others by the new one. By a list that some running
 * pod has, a majority may be there: of those the scarcest, and where there is none the nearest.
 */
function quorumOf(running: readonly string[], waiting: ReadonlySet<string>, { before, after }: Voters) {
  const lists = [
    ...(running.some((pod) => waiting.has(pod)) ? [before] : []),
    ...(running.some((pod) => !waiting.has(pod)) ? [after] : []),
  ];
  const quorums = (lists.length === 0 ? [after] : lists).map((list) => {
    const votes = running.filter((pod) => list.includes(pod)).length;
    return { votes, needed: Math.floor(list.length / 2) + 1 };
  });
  const [first = { votes: 0, needed: 1 }, ...others] = quorums.toSorted((a, b) => margin(a) - margin(b));
  return [first, ...others].find((quorum) => margin(quorum) >= 0) ?? others.at(-1) ?? first;
}

function margin({ votes, needed }: { readonly votes: number; readonly needed: number }): number {
  return votes - needed;
}
