import type { Change, ScalePlan, ScaleStep, Violation } from "../../compiler/application.ts";
import { ensembleOf, finishOrTakeBack, podCount, quorum, votersText } from "./ensemble.ts";
import type { Options } from "./options.ts";
import { names } from "./resources/names.ts";
import { maxJobSeconds, reconfigureJob } from "./resources/reconfigure-job.ts";
import { oddServers } from "./rules/odd-servers.ts";
import { productionServers } from "./rules/production-servers.ts";

/** The numbers of voters after `from`, up to and with `to`, by one at a time: 1 and 3 give 2 and 3. */
export function stepsBetween(from: number, to: number): readonly number[] {
  const direction = Math.sign(to - from);
  return Array.from({ length: Math.abs(to - from) }, (_, index) => from + direction * (index + 1));
}

/** The plan to another number of servers, from what is committed. */
export function scale(change: Omit<Change<Options>, "after">, to: number): ScalePlan | Violation {
  const { before, environment, options } = change;
  const committed = ensembleOf(before, options);
  if (committed === undefined) {
    return {
      path: [],
      message: "the ensemble is not committed yet",
      hint: `it can begin with any number: set servers to ${to}, compile and commit.`,
    };
  }
  const { scalingTo: _, ...rest } = options;
  const goal = { ...rest, servers: to };
  const [refused] = [...(options.production ? oddServers.check(goal) : []), ...productionServers.check(goal)];
  if (refused !== undefined) return refused;
  const { voters, membership, scalingTo } = committed;
  if (membership !== options.membership) {
    return {
      path: ["membership"],
      message: `the committed ensemble is ${membership}, and this makes it ${options.membership}`,
      hint: "commit that first, and wait until it has rolled out.",
    };
  }
  if (membership === "static") {
    const why = voters === to ? whyStay : whyOneByOne;
    return { from: voters, to, why, steps: staticSteps(voters, to, change) };
  }
  if (scalingTo === undefined) {
    return { from: voters, to, why: whyMembershipFirst, steps: dynamicSteps(voters, to, options) };
  }
  if (to === voters) return { from: voters, to, why: whyTakenBack, steps: stepsBack(voters, scalingTo, options) };
  if (to !== scalingTo) {
    return {
      path: ["scalingTo"],
      message: `the committed ensemble is on its way from ${voters} to ${votersText(scalingTo)}`,
      hint: finishOrTakeBack(environment, voters, scalingTo),
    };
  }
  return { from: voters, to, why: whyMembershipFirst, steps: dynamicSteps(voters, to, options).slice(1) };
}

const whyOneByOne =
  "a majority of n servers and one of n + 1 always share a server; of a larger step they need not, and two leaders could take writes.";
const whyStay = "the committed scalingTo names a number that it is on its way to, and it goes no further.";
const whyMembershipFirst =
  "the ensemble itself keeps who votes: new servers have their data before they vote, and old ones no vote before they go.";
const whyTakenBack =
  "git cannot see whether the voters have changed already: a Job the other way is right in both cases, and no pod goes that votes.";

function staticSteps(from: number, to: number, { options }: Pick<Change<Options>, "options">): readonly ScaleStep[] {
  // a scaling that was given up is still to be taken back
  const all = from === to && options.scalingTo !== undefined ? [to] : stepsBetween(from, to);
  return all.map((voters, index) => {
    const old = all[index - 1] ?? from;
    return {
      title: old === voters ? `stays at ${servers(voters)}` : servers(voters),
      edits: [
        { path: ["servers"], value: voters },
        { path: ["scalingTo"], ...(voters === to ? {} : { value: to }) },
      ],
      effects: [
        ...(old === voters ? [] : [duringRollOut(old, voters)]),
        ...standstill(old, voters),
        survives(voters),
        ...(voters === to ? evenGoal(to) : []),
      ],
      waitFor: rolledOut({ ...options, servers: voters }),
    };
  });
}

function dynamicSteps(from: number, to: number, options: Options): readonly ScaleStep[] {
  if (from === to) return [];
  const moving = { ...options, servers: from, scalingTo: to };
  const { scalingTo: _, ...rest } = options;
  const { namespace } = options;
  const job = reconfigureJob(moving).metadata.name;
  return [
    {
      title: `${servers(Math.max(from, to))}, of which a Job makes ${votersText(to)}`,
      edits: [
        { path: ["servers"], value: from },
        { path: ["scalingTo"], value: to },
      ],
      effects: [survives(to)],
      waitFor: [
        {
          what: "the Job is complete; if it fails, its log says why, and nothing was changed",
          command: `kubectl -n ${namespace} wait --for=condition=complete --timeout=30m job/${job}`,
        },
      ],
    },
    {
      title: servers(to),
      edits: [{ path: ["servers"], value: to }, { path: ["scalingTo"] }],
      effects: [`only when job/${job} is complete`, "no pod restarts", survives(to), ...evenGoal(to)],
      waitFor: rolledOut({ ...rest, servers: to }),
    },
  ];
}

/** A scaling that has begun is taken back by a Job the other way, when its own one cannot change the voters any more. */
function stepsBack(from: number, scalingTo: number, options: Options): readonly ScaleStep[] {
  const job = reconfigureJob({ ...options, servers: from, scalingTo }).metadata.name;
  const ended = `only when job/${job} does not run: it is complete, has failed (after ${maxJobSeconds / 60} minutes at most), or never began`;
  return dynamicSteps(scalingTo, from, options).map((step, index) =>
    index === 0 ? { ...step, effects: [ended, ...step.effects] } : step,
  );
}

function servers(number: number): string {
  return number === 1 ? "1 server" : `${number} servers`;
}

function survives(voters: number): string {
  return `then ${quorum(voters)} of ${voters} ${voters === 1 ? "is" : "are"} a majority: ${voters - quorum(voters)} may fail`;
}

/** Where the options are not for production, an even number is no error. */
function evenGoal(to: number): readonly string[] {
  return to % 2 === 1 ? [] : [`${to} is an even number, which survives no more failures than ${to - 1}: no good goal`];
}

/** One pod restarts at a time; a server that joins has no data yet, and one that leaves goes at once. */
function duringRollOut(old: number, now: number): string {
  const spare = Math.min(old, now) - 1 - quorum(old);
  if (spare > 0) return `while the pods restart one by one, ${spare} more may fail`;
  return spare === 0
    ? "while the pods restart one by one, no other may fail"
    : "while a pod restarts there is no majority: clients wait until it is back, and lose nothing";
}

/**
 * Where the old majority is smaller than the new one, servers with the old list can be a majority among themselves, whose
 * leader has too few followers for those that have restarted with the new one.
 */
function standstill(old: number, now: number): readonly string[] {
  if (quorum(old) >= quorum(now)) return [];
  return ["if a pod does not get ready within minutes, delete the one that leads: it comes back with the new list"];
}

function rolledOut(options: Options): ScaleStep["waitFor"] {
  const { statefulSet } = names(options);
  const pods = podCount(options);
  const kubectl = `kubectl -n ${options.namespace}`;
  const metrics = `${kubectl} exec ${statefulSet}-$i -- zookeeper-metrics`;
  const synced = {
    what: `the leader, which alone counts them, has at least ${options.servers - 1} synced ${options.servers === 2 ? "follower" : "followers"}`,
    command: `for i in $(seq 0 ${pods - 1}); do ${metrics}; done | grep zk_synced_followers`,
  };
  return [
    {
      what: "the commit is synced",
      command: `${kubectl} wait --for=jsonpath='{.spec.replicas}'=${pods} --timeout=30m statefulset/${statefulSet}`,
    },
    {
      what: "every pod was updated and is ready",
      command: `${kubectl} rollout status --timeout=2h statefulset/${statefulSet}`,
    },
    ...(options.servers === 1 ? [] : [synced]),
  ];
}
