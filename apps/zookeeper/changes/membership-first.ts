import type { ChangeRule, Violation } from "../../../compiler/application.ts";
import { type Ensemble, ensembleOf, finishOrTakeBack, votersText } from "../ensemble.ts";
import type { Options } from "../options.ts";

/** With dynamic membership, the Job of `scalingTo` changes the voters before `servers` follows. */
export const membershipFirst: ChangeRule<Options> = {
  code: "zookeeper/membership-first",
  why: "The ensemble itself keeps who votes: a pod that goes while it still votes is a failed server, and one that was never added serves nobody.",
  source: "ZooKeeper Dynamic Reconfiguration guide",
  check({ environment, before, after, options }) {
    const [old, now] = [ensembleOf(before, options), ensembleOf(after, options)];
    if (old?.membership !== "dynamic" || now?.membership !== "dynamic") return [];
    return [...started(old, now, environment), ...finished(old, now, environment)];
  },
};

function started(old: Ensemble, now: Ensemble, environment: string): readonly Violation[] {
  if (now.voters === old.voters || now.voters === old.scalingTo) return [];
  return [
    {
      path: ["servers"],
      message: `servers goes from ${old.voters} to ${now.voters}, but no committed scalingTo has changed the voters to that`,
      hint: `keep servers at ${old.voters} and set scalingTo first: \`overlayer scale ${environment} --to ${now.voters}\` shows the steps and makes them.`,
    },
  ];
}

function finished(old: Ensemble, now: Ensemble, environment: string): readonly Violation[] {
  const { scalingTo } = old;
  if (scalingTo === undefined || now.voters !== old.voters || now.scalingTo === scalingTo) return [];
  return [
    {
      path: [now.scalingTo === undefined ? "servers" : "scalingTo"],
      message: `the committed ensemble is on its way from ${old.voters} to ${votersText(scalingTo)}, and git cannot see how far it is`,
      hint: finishOrTakeBack(environment, old.voters, scalingTo),
    },
  ];
}
