// Runs in the sandbox too, before the schema has seen any option.
import { parseQuantity } from "../../compiler/kubernetes/quantity.ts";
import type { Options } from "./options.ts";

/** One MiB in the billionths in which quantities are counted. */
const mebibyte = 2n ** 20n * 10n ** 9n;

/** Memory in MiB that a heap needs: itself, and half as much for the rest of the JVM. */
export function neededMebibytes(heap: Options["heap"]): number {
  return Math.ceil(1.5 * heapMebibytes(heap));
}

/** Size of a heap in MiB. */
export function heapMebibytes(heap: Options["heap"]): number {
  return Number.parseInt(heap, 10) * (heap.endsWith("G") ? 1024 : 1);
}

/** The largest heap in whole MiB that fits the memory, at most 8 GiB. */
export function largestHeap(memory: Options["memory"]): Options["heap"] {
  // Where the memory is no quantity, the schema says so; a heap that is valid keeps it the only issue.
  return `${Math.min(8192, Math.max(1, Math.floor(mebibytes(memory) / 1.5)))}M`;
}

/** An amount of bytes in MiB, rounded down; 0 for what is no quantity. */
export function mebibytes(amount: string): number {
  return Number((parseQuantity(String(amount)) ?? 0n) / mebibyte);
}

/** An amount of bytes in KiB, rounded down; 0 for what is no quantity. */
export function kibibytes(amount: string): number {
  return Number(((parseQuantity(String(amount)) ?? 0n) * 1024n) / mebibyte);
}
