import { isList, isObject, type Json } from "./json.ts";

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
  const lines = block(value, "");
  return typeof lines === "string" ? `${lines}\n` : `${lines.join("\n")}\n`;
}

/** The lines of a map or list at this indentation, or the text of a value that stands on one line. */
function block(value: Json, indent: string): string | string[] {
  if (isList(value)) return value.length === 0 ? "[]" : value.flatMap((item) => listItem(item, indent));
  if (isObject(value)) {
    const entries = Object.entries(value);
    return entries.length === 0 ? "{}" : entries.flatMap(([field, item]) => mapEntry(field, item, indent));
  }
  return scalar(value);
}

function mapEntry(field: string, value: Json, indent: string): string[] {
  const key = `${indent}${text(field)}:`;
  if (typeof value === "string" && isLiteral(value)) return [`${key} ${header(value)}`, ...literalLines(value, indent)];
  const below = block(value, `${indent}  `);
  return typeof below === "string" ? [`${key} ${below}`] : [key, ...below];
}

function listItem(value: Json, indent: string): string[] {
  if (typeof value === "string" && isLiteral(value)) {
    return [`${indent}- ${header(value)}`, ...literalLines(value, indent)];
  }
  const below = block(value, `${indent}  `);
  if (typeof below === "string") return [`${indent}- ${below}`];
  return below.map((line, index) => (index === 0 ? `${indent}- ${line.slice(indent.length + 2)}` : line));
}

function isLiteral(value: string): boolean {
  return literal.test(value) && !unprintable.test(value);
}

function header(value: string): string {
  if (!value.endsWith("\n")) return "|-";
  return value.endsWith("\n\n") ? "|+" : "|";
}

function literalLines(value: string, indent: string): string[] {
  const body = value.endsWith("\n") ? value.slice(0, -1) : value;
  return body.split("\n").map((line) => (line === "" ? "" : `${indent}  ${line}`));
}

function scalar(value: null | boolean | number | string): string {
  if (typeof value === "string") return text(value);
  if (typeof value !== "number") return String(value);
  // YAML 1.1 wants a point before an exponent.
  return String(value).replace(/^(-?\d+)e/, "$1.0e");
}

function text(value: string): string {
  if (plain.test(value) && !exponent.test(value) && !reserved.has(value.toLowerCase())) return value;
  return quantity.test(value) ? value : quoted(value);
}

function quoted(value: string): string {
  return JSON.stringify(value).replace(everyUnprintable, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
