import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Context } from "./context.ts";
import type { PartThread } from "./part.ts";

/** From how many files on a thread takes less time than it saves. */
export const worthThreads = 200;
/** More only wait for each other's files. */
const mostThreads = 4;

/** The threads that compile a fleet together with this one, which are started when they are first asked for. */
export type Threads = () => Promise<readonly PartThread[]>;

/** One less than there are processors; none for few environment files. */
export function threadsFor(root: string, { startThread }: Context): Threads {
  let threads: ReturnType<Threads> | undefined;
  const start = async () => {
    if (startThread === undefined || filesIn(join(root, "environments")) < worthThreads) return [];
    const others = Math.min(availableParallelism(), mostThreads) - 1;
    return Promise.all(Array.from({ length: others }, startThread));
  };
  return () => {
    threads ??= start();
    return threads;
  };
}

/** About how many there are, at any depth: to list them with what they are takes milliseconds. */
function filesIn(folder: string): number {
  try {
    const names = readdirSync(folder);
    return names.reduce((sum, name) => sum + (name.endsWith(".ts") ? 1 : filesIn(join(folder, name))), 0);
  } catch {
    // no folder
    return 0;
  }
}
