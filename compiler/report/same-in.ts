import type { Issue } from "../issue.ts";
import { count } from "./style.ts";
import { listNames, widthOfNames, wrap } from "./text.ts";

/** In which things something is the same, in so many `lines` of at most `width` columns: the first, and how many more. */
export function sameIn(names: readonly string[], noun: string, width: number, lines = 1): readonly string[] {
  if (names.length === 0) return [];
  const start = `the same in ${count(names.length, noun)}: `;
  const room = widthOfNames(width);
  return wrap(start + listNames(names, room * lines - start.length), room);
}

/** In which environments an issue is the same, where there are several; the base is none of them. */
export function sameEnvironments({ environments = [] }: Issue, width: number, lines?: number): readonly string[] {
  return sameIn(
    environments.filter((name) => name !== "base"),
    "environment",
    width,
    lines,
  );
}
