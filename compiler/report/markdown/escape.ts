import { visible } from "../text.ts";

/** A text in a code span: shown as it is, whatever is in it. */
export function code(text: string): string {
  const shown = visible(text);
  const ticks = "`".repeat(longestRun(shown) + 1);
  const padded = /^`|`$|^ .* $|^$/.test(shown) ? ` ${shown} ` : shown;
  return `${ticks}${padded}${ticks}`;
}

/** A code span in the cell of a table, where code does not protect a pipe. */
export function cell(text: string): string {
  return code(text).replaceAll("|", "\\|");
}

/** Words in a paragraph: nothing in them is markup, and they call no one and link to nothing. */
export function prose(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_[\]|~$]/g, "\\$&")
    .replace(/@|#|:(?=\/\/)|www(?=\.)/gi, "$&<!-- -->");
}

/** Words in a line of HTML, such as a summary. */
export function html(text: string): string {
  return visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Lines in a fenced block that nothing in them can end. */
export function fence(language: string, lines: readonly string[]): string {
  const shown = lines.map(visible);
  const ticks = "`".repeat(Math.max(3, longestRun(shown.join("\n")) + 1));
  return [`${ticks}${language}`, ...shown, ticks].join("\n");
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
