import type { DiffLine, Hunk } from "../change.ts";
import { differences, type Region } from "./sequence.ts";

/** Unchanged lines shown before and after a changed one. */
const contextLines = 2;

/** The lines in which two texts differ, in order, with a little context. */
export function diffText(before: string, after: string): readonly Hunk[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  return together(differences(old, now)).map((regions) => hunk(regions, old, now));
}

/** Lines with their line ends: a text that ends without one differs from a text that ends with one. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** Regions in groups: the context of those in a group would touch. */
function together(regions: readonly Region[]): readonly (readonly [Region, ...Region[]])[] {
  const groups: [Region, ...Region[]][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const region of regions) {
    if (region.afterStart - end <= 2 * contextLines) groups.at(-1)?.push(region);
    else groups.push([region]);
    end = region.afterEnd;
  }
  return groups;
}

function hunk(regions: readonly [Region, ...Region[]], before: readonly string[], after: readonly string[]): Hunk {
  const lines: DiffLine[] = [];
  const add = (sign: DiffLine["sign"], texts: readonly string[]) => {
    for (const text of texts) lines.push({ sign, text: text.replace(/\n$/, "") });
  };
  const start = Math.max(0, regions[0].afterStart - contextLines);
  let shown = start;
  for (const region of regions) {
    add(" ", after.slice(shown, region.afterStart));
    add("-", before.slice(region.beforeStart, region.beforeEnd));
    add("+", after.slice(region.afterStart, region.afterEnd));
    shown = region.afterEnd;
  }
  add(" ", after.slice(shown, shown + contextLines));
  return { line: start + 1, lines };
}
