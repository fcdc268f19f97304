import { setTimeout as pause } from "node:timers/promises";

/** Waits for a condition and returns for how many milliseconds; an error that tells what was awaited when time is up. */
export async function until(what: string, limitSeconds: number, condition: () => Promise<boolean>): Promise<number> {
  const start = performance.now();
  while (!(await condition())) {
    if (performance.now() - start > limitSeconds * 1000) throw new Error(`not within ${limitSeconds} s: ${what}`);
    await pause(200);
  }
  return performance.now() - start;
}
