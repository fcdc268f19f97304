import { count, type Layout, styleOf } from "./style.ts";
import { visible } from "./text.ts";

/** What exporting a number of environments wrote or removed: how many files in each folder, then the sum. */
export function renderExport(environments: number, changed: readonly string[], { color }: Layout): string {
  const style = styleOf(color);
  const folders = new Map<string, number>();
  for (const path of changed) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  const sum = changed.length === 0 ? "up to date" : `${count(changed.length, "file")} changed`;
  const lines = [
    ...[...folders].map(([folder, files]) => `${visible(folder)}  ${style("green", count(files, "file"))}`),
    style("bold", `${count(environments, "environment")}, ${sum}`),
  ];
  return `${lines.join("\n")}\n`;
}
