import type { Issue } from "../issue.ts";
import { count } from "./style.ts";
import { listNames, widthOfNames } from "./text.ts";

/** In which things something is the same, in one line of at most `width` columns: the first, and how many more. */
export function sameIn(names: readonly string[], noun: string, width: number): readonly string[] {
  if (names.length === 0) return [];
  const start = `the same in ${count(names.length, noun)}: `;
  return [start + listNames(names, widthOfNames(width) - start.length)];
}

/** In which environments an issue is the same, where there are several; the base is none of them. */
export function sameEnvironments({ environments = [] }: Issue, width: number): readonly string[] {
  return sameIn(
    environments.filter((name) => name !== "base"),
    "environment",
    width,
  );
}
