import type { EnvironmentChange, Impact, Review, ReviewedObject, Rollout, Verdict } from "../environment-change.ts";
import { count } from "./style.ts";

/** What happens to a field or object, in a word or two. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  refused: "refused",
  replaces: "replaced",
  deletes: "deleted",
  restarts: "restarts pods",
  scales: "scales",
  pending: "waits for a restart",
  ignored: "without effect",
  live: "at once",
  creates: "new",
  harmless: "harmless",
};

/** The impacts of all that happened to an object. */
function impactsOf(change: ReviewedObject): readonly Impact[] {
  return change.change === "changed" ? change.fields.map(({ impact }) => impact) : [change.impact];
}

/** What the clusters do with the changes of some environments, gravest first: `1 change refused`, `5 pods restart`. */
export function consequencesOf(environments: readonly EnvironmentChange[]): readonly string[] {
  const impacts = environments.flatMap(({ changes }) => changes.flatMap(impactsOf));
  const all = environments.flatMap((environment) => environment.rollouts);
  const rollouts = all.filter(({ isRefused }) => !isRefused);
  const later = all.filter(({ isRefused, restarts }) => isRefused && restarts.length > 0);
  const having = (verdict: Verdict) => impacts.filter((impact) => impact.verdict === verdict).length;
  const pods = (of: "restarts" | "added" | "removed") => rollouts.reduce((sum, rollout) => sum + rollout[of].length, 0);
  const counted = [
    [having("refused"), "change", "refused"],
    [having("replaces"), "object", "replaced"],
    [having("deletes"), "object", "deleted"],
    [pods("restarts"), "pod", pods("restarts") === 1 ? "restarts" : "restart"],
    [pods("added"), "pod", "added"],
    [pods("removed"), "pod", "removed"],
    [having("pending"), "change", "waiting for a restart"],
    [having("ignored"), "change", "without effect"],
  ] as const;
  const present = counted
    .filter(([number]) => number > 0)
    .map(([number, noun, what]) => `${count(number, noun)} ${what}`);
  const afterwards = later.length === 0 ? [] : [`${count(restartsOf(later), "pod")} to restart after the remedy`];
  const told = [...present, ...afterwards];
  return told.length === 0 ? ["no pod restarts"] : told;
}

function restartsOf(rollouts: readonly Rollout[]): number {
  return rollouts.reduce((sum, { restarts }) => sum + restarts.length, 0);
}

/** `1 environment changed, 2 unchanged`. */
export function sumOfEnvironments({ environments }: Review): string {
  return sum(
    "environment",
    (["created", "deleted", "renamed", "changed", "unchanged"] as const).map(
      (status) => [status, environments.filter((environment) => environment.status === status).length] as const,
    ),
  );
}

/** What there is any of, the noun with the first: `1 object created, 2 changed`. */
export function sum(noun: string, parts: readonly (readonly [what: string, number: number])[]): string {
  const present = parts.filter(([, number]) => number > 0);
  if (present.length === 0) return count(0, noun);
  return present.map(([what, number], index) => `${index === 0 ? count(number, noun) : number} ${what}`).join(", ");
}
