import { Worker } from "node:worker_threads";
import type { PartMessage, PartOrder, WasRead } from "./part.ts";
import type { StagedPart } from "./stage-part.ts";

/** Megabytes for what is new: more would be kept for a while for nothing. */
const limits = { maxYoungGenerationSizeMb: 8 };

/** Starts a thread that runs `file`: see `StartPart`. Rejects where it fails. */
export function startPart(
  file: string,
  order: PartOrder,
  tell: (part: StagedPart) => void,
  signal: AbortSignal,
): Promise<WasRead | undefined> {
  const thread = new Worker(file, { workerData: order, resourceLimits: limits });
  signal.addEventListener("abort", () => void thread.terminate(), { once: true });
  return new Promise((resolve, reject) => {
    thread.on("message", (message: PartMessage) => {
      if ("part" in message) tell(message);
      else resolve(message.read);
    });
    thread.on("error", reject);
    thread.on("exit", () => reject(new Error("the thread ended before it was done")));
  });
}
