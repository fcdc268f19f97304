import { statSync } from "node:fs";
import { join } from "node:path";
import { workingTree } from "../../compiler/repository/working-tree.ts";
import { fleet } from "../fleet.ts";
import type { Job, Row } from "../job.ts";
import { median, seconds, timedWithMemory } from "../measure.ts";
import { newRepository, overlayerIn } from "../repository.ts";

interface Compiled {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly environments: number;
  /** What was written for them: how many files, and of how many bytes. */
  readonly files: number;
  readonly bytes: number;
}

/** Cold compiles of 100, 1,000 and 10,000 environments, in turns: what grows faster than their number shows. */
export const scale: Job = {
  name: "compile 100, 1,000 and 10,000 environments, cold",
  run: async (isQuick) => {
    if (isQuick) return [];
    const rounds = [1, 2, 3].map(() => ({ hundred: compiled(100), thousand: compiled(1000), most: compiled(10_000) }));
    const middle = (value: (round: (typeof rounds)[number]) => number) => median(rounds.map(value));
    const times = middle(({ thousand, most }) => most.milliseconds / thousand.milliseconds);
    const time = seconds(middle(({ most }) => most.milliseconds));
    const megabytes = Math.max(...rounds.map(({ most }) => most.megabytes));
    const row: Row = {
      job: "compile 10,000 environments, cold",
      measured: `${times.toFixed(1)} × the time of 1,000 (${time}), ${megabytes.toFixed(0)} MB`,
      bar: "≤ 11 ×, ≤ 300 MB",
      isMet: times <= 11 && megabytes <= 300,
    };
    const first = middle(({ hundred, thousand }) => (thousand.milliseconds - hundred.milliseconds) / 900);
    const later = middle(({ thousand, most }) => (most.milliseconds - thousand.milliseconds) / 9000);
    return [row, furtherEnvironments(first, later), output(rounds.flatMap((round) => Object.values(round)))];
  },
};

function furtherEnvironments(first: number, later: number): Row {
  return {
    job: "each further environment, from 100 to 1,000 and from there to 10,000",
    measured: `${first.toFixed(2)} ms, ${later.toFixed(2)} ms`,
    bar: "≤ 1.2 × as much",
    isMet: later <= 1.2 * first,
  };
}

/** What is written for an environment must not depend on how many others there are. */
function output(all: readonly Compiled[]): Row {
  const kilobytes = all.map(({ environments, bytes }) => bytes / environments / 1000);
  const files = all.map(({ environments, files }) => files / environments);
  const [least, most] = [Math.min(...kilobytes), Math.max(...kilobytes)];
  return {
    job: "output for an environment, among 100, 1,000 and 10,000",
    measured: `${Math.max(...files).toFixed(2)} files, ${least.toFixed(1)} to ${most.toFixed(1)} KB`,
    bar: "≤ 1.1 × as much",
    isMet: most <= 1.1 * least && Math.max(...files) <= 1.1 * Math.min(...files),
  };
}

function compiled(environments: number): Compiled {
  const folder = newRepository(fleet(environments));
  const run = timedWithMemory(overlayerIn(folder, "compile"));
  const files = workingTree(folder).files("overlays");
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  return { ...run, environments, files: files.length, bytes };
}
