import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { PartOrder, PartResult } from "./part.ts";

/** Starts a thread that runs `file`; rejects where it fails. */
export async function startPart(file: string, order: PartOrder, signal: AbortSignal): Promise<PartResult> {
  const thread = new Worker(file, { workerData: order });
  signal.addEventListener("abort", () => void thread.terminate(), { once: true });
  // a border: the file is of the same bundle
  const [result] = (await once(thread, "message", { signal })) as [PartResult];
  return result;
}
