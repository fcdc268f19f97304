import { distance } from "fastest-levenshtein";
import type { OptionPath } from "../application.ts";

/** The option that a name in a wrong place (`size` for `storage.size`) or with a slip most likely means, if any. */
export function closestOption(path: OptionPath, options: readonly OptionPath[]): OptionPath | undefined {
  const [name = ""] = namesOf(path);
  // Longer names than any option's are no slip, and cost time to compare.
  if (name.length > 60) return undefined;
  const ranked = options
    .map((option) => ({ option, slips: slips(name, option), here: isSibling(path, option) }))
    .filter(({ slips }) => slips <= Math.max(1, Math.floor(name.length / 3)))
    // One slip is as likely as a wrong place: `server` rather means `servers` than `ports.server`.
    .sort((a, b) => a.slips - Number(a.here) - (b.slips - Number(b.here)) || Number(b.here) - Number(a.here));
  return ranked[0]?.option;
}

function slips(name: string, option: OptionPath): number {
  return Math.min(...namesOf(option).map((known) => (isStart(name, known) ? 1 : distance(name, known))));
}

function isStart(name: string, known: string): boolean {
  return name.length >= 3 && name.length < known.length && known.startsWith(name);
}

/** How an option can be called: its own name, and that of its group before it (`storageSize`). */
function namesOf(path: OptionPath): string[] {
  return [String(path.at(-1)).toLowerCase(), path.join("").toLowerCase()];
}

function isSibling(path: OptionPath, option: OptionPath): boolean {
  return path.length === option.length && path.slice(0, -1).every((part, index) => part === option[index]);
}
