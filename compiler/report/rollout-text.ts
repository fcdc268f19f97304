import type { Rollout } from "../environment-change.ts";
import { count } from "./style.ts";
import { listNames } from "./text.ts";

/** How a StatefulSet's pods go through a change, a sentence each without its full stop; names are listed in 120 columns. */
export function rolloutTexts({ isRefused, restarts, added, removed }: Rollout): readonly string[] {
  const start = isRefused ? "nothing until the remedy, then " : "";
  const pods = restarts.map(({ pod }) => pod);
  const order = pods.length > 1 ? ", one at a time in this order" : "";
  return [
    ...(pods.length === 0
      ? []
      : [`${start}${listNames(pods, 120)} ${verb(pods, "restart")}${order}${quorumText(restarts)}`]),
    ...(added.length === 0 ? [] : [`${start}${listNames(added, 120)} ${verb(added, "start")}`]),
    ...(removed.length === 0 ? [] : [`${start}${listNames(removed, 120)} ${verb(removed, "stop")}`]),
  ];
}

function verb(pods: readonly string[], word: string): string {
  return pods.length === 1 ? `${word}s` : word;
}

function quorumText(restarts: Rollout["restarts"]): string {
  const [least] = restarts
    .flatMap(({ quorum }) => quorum ?? [])
    .toSorted((a, b) => a.votes - a.needed - b.votes + b.needed);
  if (least === undefined) return "";
  const outcome = least.votes < least.needed ? ": no quorum meanwhile" : "";
  return `; ${count(least.votes, "vote")} ${least.votes === 1 ? "is" : "are"} there meanwhile, a majority needs ${least.needed}${outcome}`;
}
