import type { Requests, Totals } from "../environment-change.ts";

const units = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];

/** Bytes as people write them for Kubernetes, in at most two decimals: `250Gi`, `1.22Ti`. */
function formatBytes(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  return `${Number((bytes / 1024 ** power).toFixed(2))}${units[power]}`;
}

/** A kind of requested resource: its name, and an amount of it for people. */
interface Resource {
  readonly name: "CPU" | "memory" | "storage";
  readonly amount: (requests: Requests) => number;
  readonly format: (amount: number) => string;
}

/** The resources that a review counts, in the order in which it shows them. */
export const resources: readonly Resource[] = [
  { name: "CPU", amount: ({ cpu }) => cpu, format: (cores) => String(Number(cores.toFixed(3))) },
  { name: "memory", amount: ({ memory }) => memory, format: formatBytes },
  { name: "storage", amount: ({ storage }) => storage, format: formatBytes },
];

/** True where an environment asks for as much as before. */
export function isSameTotal({ before, after }: Totals): boolean {
  return resources.every(({ amount }) => amount(before) === amount(after));
}
