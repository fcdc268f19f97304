import { count, type Layout, styleOf } from "./style.ts";
import { firstOf, listNames, visible } from "./text.ts";

/** What compiling gave for the base or for one environment. */
export interface CompiledLine {
  readonly name: string;
  /** Number of its Kubernetes objects. */
  readonly objects: number;
  /** Paths of the files that were written. */
  readonly changed: readonly string[];
  /** Paths of those that were removed. */
  readonly removed: readonly string[];
}

/** Files that were removed because their environment is gone. */
export interface GoneLine {
  readonly folder: string;
  readonly removed: readonly string[];
}

/**
 * A line for the base (the first) and for each environment that changed, `prod  5 objects  2 files: …; 1 removed`, then how many
 * did not, and the sum. `isRefused`: none of the files was written.
 */
export function renderCompile(
  compiled: readonly CompiledLine[],
  gone: readonly GoneLine[],
  layout: Layout & { readonly isRefused?: boolean },
): string {
  const style = styleOf(layout.color);
  const goneText = (files: number) => `${count(files, "file")} ${layout.isRefused ? "would be removed" : "removed"}`;
  const all = compiled.filter((one) => filesOf([one]) > 0);
  const shown = firstOf(all);
  const others = all.slice(shown.length);
  const unchanged = compiled.slice(1).filter((one) => filesOf([one]) === 0).length;
  const nameWidth = Math.max(...shown.map(({ name }) => visible(name).length));
  const objectsWidth = Math.max(...shown.map(({ objects }) => count(objects, "object").length));
  const lines = shown.map(({ name, objects, changed, removed }) => {
    const start = `${visible(name).padEnd(nameWidth)}  ${count(objects, "object").padStart(objectsWidth)}  `;
    if (changed.length === 0) return start + style("red", goneText(removed.length));
    const files = `${count(changed.length, "file")}: `;
    const end = removed.length === 0 ? "" : `; ${removed.length} removed`;
    const names = listNames(changed.map(nameOfFile), layout.width - start.length - files.length - end.length);
    return start + style("green", files + names) + style("red", end);
  });
  const more =
    others.length === 0
      ? []
      : [style("green", `… ${count(others.length, "more environment")}: ${count(filesOf(others), "file")}`)];
  const shownGone = firstOf(gone);
  const removed = [
    ...shownGone.map((one) => `${visible(one.folder)}  ${goneText(one.removed.length)}`),
    ...moreGone(gone.slice(shownGone.length), goneText),
  ].map((line) => style("red", line));
  const files = filesOf(compiled) + gone.flatMap((one) => one.removed).length;
  const idle = files === 0 || unchanged === 0 ? [] : [style("dim", `${count(unchanged, "environment")} up to date`)];
  const sum = files === 0 ? "up to date" : `${count(files, "file")} ${layout.isRefused ? "would change" : "changed"}`;
  const last = style("bold", `${count(compiled.length - 1, "environment")}, ${sum}`);
  return `${[...lines, ...more, ...removed, ...idle, last].join("\n")}\n`;
}

function moreGone(gone: readonly GoneLine[], goneText: (files: number) => string): readonly string[] {
  if (gone.length === 0) return [];
  return [`… ${count(gone.length, "more folder")}: ${goneText(gone.flatMap((one) => one.removed).length)}`];
}

function filesOf(compiled: readonly CompiledLine[]): number {
  return compiled.reduce((sum, { changed, removed }) => sum + changed.length + removed.length, 0);
}

/** The generated files that differ from what the environments compile to, and what to do about it. */
export function renderStale(files: readonly string[], layout: Layout): string {
  const style = styleOf(layout.color);
  const heading = style("bold", `${count(files.length, "file")} out of date with environments/:`);
  const shown = firstOf(files);
  const list = shown.map((file) => `  ${style("yellow", visible(file))}`);
  const left = files.length - shown.length;
  const more = left === 0 ? [] : [`  … ${count(left, "more file")}`];
  const rest = left === 0 ? "." : "; `git status` lists all of it then.";
  return `${[heading, ...list, ...more, `Run \`overlayer compile\` and commit what it writes${rest}`].join("\n")}\n`;
}

/** Its name in the folder that the line is about. */
function nameOfFile(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
