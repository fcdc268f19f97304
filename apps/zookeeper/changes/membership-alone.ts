import type { ChangeRule } from "../../../compiler/application.ts";
import { ensembleOf } from "../ensemble.ts";
import type { Options } from "../options.ts";

/** The kind of membership changes alone, not together with the number of voters. */
export const membershipAlone: ChangeRule<Options> = {
  code: "zookeeper/membership-alone",
  why: "While the pods restart, some servers keep the list of one kind and some that of the other: both have to name the same voters.",
  source: "QuorumPeerConfig.java of ZooKeeper 3.9.5: each server votes by the list that it started with",
  check({ before, after, options }) {
    const [old, now] = [ensembleOf(before, options), ensembleOf(after, options)];
    if (old === undefined || now === undefined || old.membership === now.membership) return [];
    const isMoving = old.membership === "dynamic" && old.scalingTo !== undefined;
    if (old.voters === now.voters && now.scalingTo === undefined && !isMoving) return [];
    return [
      {
        path: ["membership"],
        involves: [["servers"]],
        message: `membership goes from ${old.membership} to ${now.membership} while the number of voters changes`,
        hint: "make two commits of it, and wait until the first has rolled out.",
      },
    ];
  },
};
