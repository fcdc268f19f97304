import { styleText } from "node:util";

type Format = "bold" | "dim" | "red" | "green" | "yellow" | "blue";

/** Gives a text a colour or a weight; nothing nested, nothing that spans lines. */
export type Style = (format: Format, text: string) => string;

/** How a report is laid out: with SGR colour codes or without, in lines of `width` columns (`Infinity`: never shortened). */
export interface Layout {
  readonly color: boolean;
  readonly width: number;
}

/** The style of a report; whether there is a terminal is for the caller to know. */
export function styleOf(color: boolean): Style {
  return color ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text;
}

/** `1 object`, `5 objects`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
