import type { ComparedRow, ComparedValue } from "../comparison.ts";

/** One environment's values by subject. */
export type Column = ReadonlyMap<string, ComparedValue>;

/** A row for every subject that a column has, in the order in which they appear first. */
export function rowsOf(columns: readonly Column[]): readonly ComparedRow[] {
  const subjects = new Set(columns.flatMap((column) => [...column.keys()]));
  return [...subjects].map((subject) => ({ subject, values: columns.map((column) => column.get(subject)) }));
}
