import { visible } from "../text.ts";

/** Markup that is safe to put into a page: only the `html` tag makes it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What can be put into markup: texts are escaped, lists joined. */
type Content = string | number | Html | readonly Html[];

/** Markup with everything that is put into it escaped, for elements and quoted attributes. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(strings.map((string, index) => string + textOf(contents[index] ?? "")).join(""));
}

function textOf(content: Content): string {
  if (content instanceof Html) return content.text;
  if (typeof content === "object") return content.map(({ text }) => text).join("\n");
  return visible(String(content)).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
