import type { Hunk } from "../change.ts";
import { hunkLines } from "./field-change.ts";
import { count, type Layout, styleOf } from "./style.ts";
import { visible } from "./text.ts";

/** A source file that a command edits. */
export interface EditedFile {
  readonly file: string;
  readonly isNew: boolean;
  /** Where its text differs from what it was. */
  readonly hunks: readonly Hunk[];
}

/** The source files that change, line by line, and how many they are. */
export function renderEdits(files: readonly EditedFile[], layout: Layout): string {
  const style = styleOf(layout.color);
  const blocks = files.map(({ file, isNew, hunks }) => {
    const heading = isNew ? style("green", `+ ${visible(file)}`) : `${style("yellow", "~")} ${visible(file)}`;
    const lines = hunks.flatMap((hunk) => hunkLines(hunk, layout.width - 4, style));
    return [heading, ...lines.map((line) => `    ${line}`)].join("\n");
  });
  const isNew = files.every((one) => one.isNew);
  return `${blocks.join("\n\n")}\n\n${style("bold", `${count(files.length, isNew ? "new file" : "file")}${isNew ? "" : " edited"}`)}\n`;
}
