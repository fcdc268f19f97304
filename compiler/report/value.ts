import type { FieldPath, ItemStep } from "../change.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { visible, visibleLine } from "./text.ts";

/** `spec.template.spec.containers[zookeeper].args[2]`, `data["zoo.cfg"]`. */
export function formatPath(path: FieldPath): string {
  return path
    .map((step, position) => (typeof step === "string" ? formatField(step, position) : formatItem(step)))
    .join("");
}

function formatField(name: string, position: number): string {
  if (/^[A-Za-z_][\w-]*$/.test(name)) return position === 0 ? name : `.${name}`;
  return `[${quote(name)}]`;
}

function formatItem(step: ItemStep): string {
  if (step.key === undefined) return `[${step.index}]`;
  return `[${/^[\w./:@-]+$/.test(step.key) ? step.key : quote(step.key)}]`;
}

/** A value in one line, as YAML would write it: strings in quotes only where they could be taken for something else. */
export function formatValue(value: Json): string {
  if (typeof value === "string") return isPlain(value) ? value : quote(value);
  if (isList(value)) return `[${value.map(formatValue).join(", ")}]`;
  if (!isObject(value)) return String(value);
  const fields = Object.entries(value).map(([name, item]) => `${formatValue(name)}: ${formatValue(item)}`);
  return `{${fields.join(", ")}}`;
}

/** A value as lines of YAML, for people: exact but for characters that a terminal would not show. */
export function formatTree(value: Json): readonly string[] {
  if (isList(value) && value.length > 0) {
    return value.flatMap((item) => indentAfter("- ", formatTree(item)));
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([name, item]) => formatEntry(formatValue(name), item));
  }
  return isBlock(value) ? formatBlock(value) : [formatValue(value)];
}

/** `name: value`, the value on lines of its own where it needs several. */
export function formatEntry(name: string, value: Json): readonly string[] {
  const lines = formatTree(value);
  if (isNested(value)) return [`${name}:`, ...lines.map((line) => `  ${line}`)];
  const [first, ...rest] = lines;
  return [`${name}: ${first}`, ...rest];
}

function isNested(value: Json): boolean {
  return (isList(value) && value.length > 0) || (isObject(value) && Object.keys(value).length > 0);
}

/** A text of several lines whose first tells the indentation; readers do not agree on the rest. */
function isBlock(value: Json): value is string {
  return typeof value === "string" && /^[^ \n].*\n/.test(value);
}

/** A literal block; `-` and `+` stand for no and several line ends at its end. */
function formatBlock(text: string): readonly string[] {
  const end = text.endsWith("\n\n") ? "+" : "";
  const lines = text.replace(/\n$/, "").split("\n");
  return [`|${text.endsWith("\n") ? end : "-"}`, ...lines.map((line) => `  ${visibleLine(line)}`)];
}

function indentAfter(marker: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? marker : " ".repeat(marker.length)) + line);
}

/** True where nobody, and no YAML reader, takes the text for anything but this string. */
function isPlain(text: string): boolean {
  const unambiguous = /^[\w./(-][\w./:@=+()%-]*( [\w./:@=+()%-]+)*$/.test(text) && !/^-( |$)|: |:$/.test(text);
  return unambiguous && Number.isNaN(Number(text)) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
}

function quote(text: string): string {
  return visible(JSON.stringify(text));
}
