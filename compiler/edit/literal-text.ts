import { isList, isObject, type Json } from "../kubernetes/json.ts";

/** Columns from which on a map or a list is spread over several lines. */
const widest = 100;

/** A value as TypeScript, as a formatter would have it; `indent` is that of the line that it stands on. */
export function literalText(value: Json, indent = ""): string {
  const line = inOneLine(value);
  if (indent.length + line.length <= widest || !(isList(value) || isObject(value))) return line;
  const inner = `${indent}  `;
  const lines = isList(value)
    ? value.map((item) => `${inner}${literalText(item, inner)},\n`)
    : Object.entries(value).map(([name, item]) => `${inner}${nameText(name)}: ${literalText(item, inner)},\n`);
  const [open, close] = isList(value) ? "[]" : "{}";
  return `${open}\n${lines.join("")}${indent}${close}`;
}

/** The name of a property, in quotes where it needs them. */
export function nameText(name: string): string {
  // without brackets it would be the prototype
  if (name === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function inOneLine(value: Json): string {
  if (isList(value)) return `[${value.map(inOneLine).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, item]) => `${nameText(name)}: ${inOneLine(item)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
