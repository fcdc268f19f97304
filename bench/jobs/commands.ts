import { fleet } from "../fleet.ts";
import { newFolder } from "../folders.ts";
import type { Job } from "../job.ts";
import { type Command, median, seconds, timed, timesOfNode } from "../measure.ts";
import { committedRepository, newRepository, overlayerIn, setCpu } from "../repository.ts";

/** Makes what a job needs once, and gives the command of each run. */
type Prepare = () => () => Command;

const oneOf = "environments/env-1.ts";
const base = "environments/base.ts";

/** Commands as people wait for them. */
export const commands: readonly Job[] = [
  besideNode("`overlayer --version`", 1.3, 11, () => {
    const folder = newFolder();
    return () => overlayerIn(folder, "--version");
  }),
  besideNode("compile 2 environments, cold", 5, 11, () => cold(2)),
  besideNode("compile 3 environments, cold", 4.5, 11, () => cold(3)),
  besideNode("compile 3 environments, nothing changed", 2, 11, () => {
    const folder = committedRepository(fleet(3));
    return () => overlayerIn(folder, "compile");
  }),
  besideNode("compile 1,000 environments, one edited", 5, 5, () => edited(1000, oneOf, "compile")),
  besideNode("diff of an edit in one of 3 environments", 6, 11, () => edited(3, oneOf, "diff", "--against", "HEAD")),
  besideNode("diff of an edit in one of 1,000 environments", 8, 5, () =>
    edited(1000, oneOf, "diff", "--against", "HEAD"),
  ),
  byTheClock("diff of an edit of the base of 1,000 environments", 4, () =>
    edited(1000, base, "diff", "--against", "HEAD"),
  ),
  byTheClock("verify 1,000 environments with the real kustomize", 15, () => {
    const folder = committedRepository(fleet(1000));
    return () => overlayerIn(folder, "verify");
  }),
];

/** In turns with `node -e 0`; `bar` is how many times its time it may take. */
function besideNode(name: string, bar: number, runs: number, prepare: Prepare): Job {
  return {
    name,
    run: async () => {
      const { ratio, milliseconds } = timesOfNode(runs, prepare());
      const measured = `${ratio.toFixed(1)} × \`node -e 0\` (${milliseconds.toFixed(0)} ms)`;
      return [{ job: name, measured, bar: `≤ ${bar} ×`, isMet: ratio <= bar }];
    },
  };
}

/** The median of three runs; `bar` is in seconds. */
function byTheClock(name: string, bar: number, prepare: Prepare): Job {
  return {
    name,
    run: async () => {
      const command = prepare();
      const milliseconds = median([1, 2, 3].map(() => timed(command())));
      return [{ job: name, measured: seconds(milliseconds), bar: `≤ ${bar} s`, isMet: milliseconds <= bar * 1000 }];
    },
  };
}

/** Every run gets a new repository, so that nothing was written or cached before. */
function cold(environments: number): () => Command {
  return () => overlayerIn(newRepository(fleet(environments)), "compile");
}

/** All is compiled and committed; then every run finds another edit of the same option. */
function edited(environments: number, file: string, ...args: readonly string[]): () => Command {
  const folder = committedRepository(fleet(environments));
  let cpu = 1;
  return () => {
    cpu += 1;
    setCpu(folder, file, cpu);
    return overlayerIn(folder, ...args);
  };
}
