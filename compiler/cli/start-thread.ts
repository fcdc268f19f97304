import { Worker } from "node:worker_threads";
import type { PartMessage, PartThread, WasRead } from "./part.ts";

/** Megabytes for what is new: more would be kept for a while for nothing. */
const limits = { maxYoungGenerationSizeMb: 8 };

/** Starts a thread that runs `file`, which is to load the program. */
export function startThread(file: string): PartThread {
  // it prints nothing: to connect the streams takes time
  const thread = new Worker(file, { resourceLimits: limits, stdout: true, stderr: true });
  thread.unref();
  const failed = new Promise<never>((_, reject) => {
    thread.on("error", reject);
    thread.on("exit", () => reject(new Error("the thread ended before it was done")));
  });
  // before it has an order nobody asks
  failed.catch(() => {});
  return {
    carryOut(order, tell) {
      thread.ref();
      const done = new Promise<WasRead | undefined>((resolve) => {
        thread.on("message", (message: PartMessage) => {
          if ("part" in message) tell(message);
          else resolve(message.read);
        });
      });
      thread.postMessage(order);
      return Promise.race([done, failed]);
    },
    async end() {
      await thread.terminate();
    },
  };
}
