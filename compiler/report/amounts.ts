import type { Requests, Totals } from "../environment-change.ts";

const units = ["", "Ki", "Mi", "Gi", "Ti", "Pi"];

/** Bytes as Kubernetes writes them, in the largest binary unit of which they are at least one: `250Gi`, `1.5Gi`. */
export function formatBytes(bytes: number): string {
  let [amount, unit] = [bytes, 0];
  while (Math.abs(amount) >= 1024 && unit < units.length - 1) [amount, unit] = [amount / 1024, unit + 1];
  return `${Math.round(amount * 100) / 100}${units[unit]}`;
}

const lines: readonly (readonly [name: string, pick: (one: Requests) => number, format: (value: number) => string])[] =
  [
    ["CPU", ({ cpu }) => cpu, String],
    ["memory", ({ memory }) => memory, formatBytes],
    ["storage", ({ storage }) => storage, formatBytes],
  ];

/** What changes of the requests, each like `memory 20Gi → 30Gi (+10Gi)`; none where all stay. */
export function formatTotals({ before, after }: Totals): readonly string[] {
  return lines.flatMap(([name, pick, format]) => {
    const [old, now] = [pick(before), pick(after)];
    // thousandths of a core: a difference of fractions would show 0.30000000000000004
    const difference = Math.round((now - old) * 1000) / 1000;
    if (difference === 0) return [];
    return [`${name} ${format(old)} → ${format(now)} (${difference > 0 ? "+" : ""}${format(difference)})`];
  });
}
