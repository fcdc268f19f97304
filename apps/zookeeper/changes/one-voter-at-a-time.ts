import type { ChangeRule } from "../../../compiler/application.ts";
import { ensembleOf, votersText } from "../ensemble.ts";
import type { Options } from "../options.ts";
import { stepsBetween } from "../scaling.ts";

/** With a static server list, the number of voters changes by one at a time. */
export const oneVoterAtATime: ChangeRule<Options> = {
  code: "zookeeper/one-voter-at-a-time",
  why: "While the pods restart one by one, a majority of the old server list and one of the new list can both elect a leader; both take writes, and those of one are lost.",
  source: "quorums of n and n + 1 servers always share one, those of n and n + 2 need not; seen on real servers",
  check({ environment, before, after, options }) {
    const [old, now] = [ensembleOf(before, options), ensembleOf(after, options)];
    if (old?.membership !== "static" || now?.membership !== "static") return [];
    const steps = stepsBetween(old.voters, now.voters);
    if (steps.length < 2) return [];
    return [
      {
        path: ["servers"],
        message: `the committed ensemble has ${votersText(old.voters)}, and this makes it ${now.voters} in one step`,
        hint: `go ${[old.voters, ...steps].join(" → ")}, each in a pull request of its own that has rolled out before the next: \`overlayer scale ${environment} --to ${now.voters}\` shows the steps and makes the first; of those committed already, take the later ones back.`,
      },
    ];
  },
};
