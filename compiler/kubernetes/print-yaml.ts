import { isList, type Json, type JsonObject } from "./json.ts";
import { remembering } from "./remembering.ts";

/** Words that some YAML reader takes for a boolean or for null. */
const reserved = new Set(["y", "n", "yes", "no", "on", "off", "true", "false", "null"]);

/** Text that no YAML 1.1 or 1.2 reader takes for anything but itself. */
const plain = /^(?:--?(?=[A-Za-z])|\$(?=[A-Za-z])|(?:\.{1,2}\/)+)?[A-Za-z/][\w./@+=,-]*(?:[: ][\w./@+=,-]+)*$/;

/** What a reader of YAML takes for a number without digits before the exponent. */
const exponent = /^-?e[-+]?\d+$/i;

/** Quantities are plain as people write them: `500m`, `4Gi`. No exponent, so that no reader takes them for numbers. */
const quantity = /^[1-9]\d{0,8}(?:m|k|[MGTP]|[KMGTPE]i)$/;

/** Characters that YAML does not allow as they are, that end a line in some readers, or that no one sees. */
const unprintable = /[^\t\n\x20-\x7e\xa1-\xac\xae-\u2027\u202a-\ufefe\uff00-\ufffd]/;

const everyUnprintable = new RegExp(unprintable, "g");

/** Text that is exact as a literal block: printable, its first line neither empty nor indented. */
const literal = /^\S[^\n]*\n/;

/** The value as one YAML document in block style, its fields in their own order; ends with a line break. */
export function printYaml(value: Json): string {
  return isBlock(value) ? block(value, "", "") : `${scalar(value)}\n`;
}

/** True for maps and lists that take lines of their own. */
function isBlock(value: Json): value is readonly Json[] | JsonObject {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** The lines of a map or list at this indentation, the first of them after `first` in its place. */
function block(value: readonly Json[] | JsonObject, indent: string, first: string): string {
  const inner = `${indent}  `;
  let lines = "";
  let start = first;
  if (isList(value)) {
    for (const item of value) {
      lines += isBlock(item) ? block(item, inner, `${start}- `) : `${start}- ${line(item, inner)}\n`;
      start = indent;
    }
    return lines;
  }
  for (const field in value) {
    const item = value[field] ?? null;
    lines += `${start}${text(field)}:${isBlock(item) ? `\n${block(item, inner, inner)}` : ` ${line(item, inner)}\n`}`;
    start = indent;
  }
  return lines;
}

/** What stands after a field or a dash, without the line break at its end; further lines of text at this indentation. */
function line(value: Json, indent: string): string {
  return typeof value === "string" && isLiteral(value)
    ? `${header(value)}${literalLines(value, indent)}`
    : scalar(value);
}

function isLiteral(value: string): boolean {
  return value.includes("\n") && literal.test(value) && !unprintable.test(value);
}

function header(value: string): string {
  if (!value.endsWith("\n")) return "|-";
  return value.endsWith("\n\n") ? "|+" : "|";
}

function literalLines(value: string, indent: string): string {
  const body = value.endsWith("\n") ? value.slice(0, -1) : value;
  return `\n${body}`.replace(/\n(?!\n|$)/g, `\n${indent}`);
}

/** On one line: an empty map or list too. */
function scalar(value: Json): string {
  if (typeof value === "string") return text(value);
  if (typeof value === "object" && value !== null) return isList(value) ? "[]" : "{}";
  if (typeof value !== "number") return String(value);
  // YAML 1.1 wants a point before an exponent.
  return String(value).replace(/^(-?\d+)e/, "$1.0e");
}

const text = remembering((value: string): string => {
  if (plain.test(value) && !exponent.test(value) && !reserved.has(value.toLowerCase())) return value;
  return quantity.test(value) ? value : quoted(value);
});

function quoted(value: string): string {
  return JSON.stringify(value).replace(everyUnprintable, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
