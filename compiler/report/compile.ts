import { count, type Layout, styleOf } from "./style.ts";
import { listNames, visible } from "./text.ts";

/** What compiling gave for the base or for one environment. */
export interface CompiledLine {
  readonly name: string;
  /** Number of its Kubernetes objects. */
  readonly objects: number;
  /** Paths of the files that were written or removed. */
  readonly changed: readonly string[];
}

/** Files that were removed because their environment is gone. */
export interface GoneLine {
  readonly folder: string;
  readonly removed: readonly string[];
}

/** A line for the base (the first) and for each environment, then the sum: `prod  5 objects  2 files: …`. */
export function renderCompile(compiled: readonly CompiledLine[], gone: readonly GoneLine[], layout: Layout): string {
  const style = styleOf(layout.color);
  const nameWidth = Math.max(...compiled.map(({ name }) => visible(name).length));
  const objectsWidth = Math.max(...compiled.map(({ objects }) => count(objects, "object").length));
  const lines = compiled.map(({ name, objects, changed }) => {
    const start = `${visible(name).padEnd(nameWidth)}  ${count(objects, "object").padStart(objectsWidth)}  `;
    if (changed.length === 0) return start + style("dim", "up to date");
    const files = `${count(changed.length, "file")}: `;
    const names = listNames(changed.map(nameOfFile), layout.width - start.length - files.length);
    return start + style("green", files + names);
  });
  const removed = gone.map((one) =>
    style("red", `${visible(one.folder)}  ${count(one.removed.length, "file")} removed`),
  );
  const files = [...compiled.flatMap(({ changed }) => changed), ...gone.flatMap((one) => one.removed)].length;
  const sum = files === 0 ? "up to date" : `${count(files, "file")} changed`;
  return `${[...lines, ...removed, style("bold", `${count(compiled.length - 1, "environment")}, ${sum}`)].join("\n")}\n`;
}

/** The generated files that differ from what the environments compile to, and what to do about it. */
export function renderStale(files: readonly string[], layout: Layout): string {
  const style = styleOf(layout.color);
  const heading = style("bold", `${count(files.length, "file")} out of date with environments/:`);
  const list = files.map((file) => `  ${style("yellow", visible(file))}`);
  return `${[heading, ...list, "Run `overlayer compile` and commit what it writes."].join("\n")}\n`;
}

/** Its name in the folder that the line is about. */
function nameOfFile(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
