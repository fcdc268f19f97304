import type { Expression, ObjectExpression, ObjectProperty } from "oxc-parser";
import type { OptionEdit } from "../application.ts";
import type { Json } from "../kubernetes/json.ts";
import { environmentLiterals, propertyOf, type Uneditable } from "./environment-literals.ts";

/** A replacement of part of a text; an insertion where `start` is `end`. */
interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The text of an environment file with one option set or left out, and nothing else changed, comments and layout
 * included; or the part of it that computes the option, which only a person can change. `key` is that of a map of
 * environments.
 */
export function setOption(
  file: string,
  text: string,
  key: string | undefined,
  { path, value }: OptionEdit,
): { readonly text: string } | Uneditable {
  const literals = environmentLiterals(file, text, key);
  if ("reason" in literals) return literals;
  const [topmost] = literals;
  const literal = literals.find((one) => propertyOf(one, path[0] ?? "") !== undefined) ?? topmost;
  const splice = literal === undefined ? undefined : spliceOf(text, literal, path, value);
  if (splice === undefined) return { text };
  if ("reason" in splice) return splice;
  return { text: text.slice(0, splice.start) + splice.text + text.slice(splice.end) };
}

/** Undefined where nothing is to be done. */
function spliceOf(
  text: string,
  literal: ObjectExpression,
  [name = "", ...rest]: readonly string[],
  value: Json | undefined,
): Splice | Uneditable | undefined {
  const property = propertyOf(literal, name);
  if (property === undefined)
    return value === undefined ? undefined : insertion(text, literal, name, nested(rest, value));
  const { value: written } = property;
  if (rest.length > 0 && written.type === "ObjectExpression") return spliceOf(text, written, rest, value);
  if (!isConstant(written)) return { ...placeOf(written), reason: `${name} is computed here` };
  if (rest.length > 0) return { ...placeOf(written), reason: `${name} is no map here` };
  return value === undefined ? removal(text, literal, property) : { ...placeOf(written), text: JSON.stringify(value) };
}

function nested(path: readonly string[], value: Json): Json {
  return path.reduceRight((inner, name) => ({ [name]: inner }), value);
}

/** True for what is a value as it stands, so that replacing it loses no thought of the writer's. */
function isConstant(node: Expression): boolean {
  if (node.type === "Literal" || node.type === "ObjectExpression" || node.type === "ArrayExpression") return true;
  return node.type === "UnaryExpression"
    ? isConstant(node.argument)
    : node.type === "TemplateLiteral" && node.expressions.length === 0;
}

/** Puts a property behind the last one: on a line of its own where that one has its own. */
function insertion(text: string, { properties, start, end }: ObjectExpression, name: string, value: Json): Splice {
  const property = `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: ${JSON.stringify(value)}`;
  const last = properties.at(-1);
  if (last === undefined) return { start, end, text: `{ ${property} }` };
  const indent = /\n([ \t]*)$/.exec(text.slice(0, last.start))?.[1];
  const comma = commaAfter(text, last.end);
  const lineEnd = text.indexOf("\n", comma ?? last.end);
  if (indent === undefined || lineEnd === -1 || lineEnd > end) {
    const at = comma ?? last.end;
    return { start: at, end: at, text: comma === undefined ? `, ${property}` : ` ${property},` };
  }
  // a comment behind the last property stays behind it
  const behind = text.slice(comma ?? last.end, lineEnd).replace(/\r$/, "");
  const newline = text[lineEnd - 1] === "\r" ? "\r\n" : "\n";
  const at = comma ?? last.end;
  return {
    start: at,
    end: at + behind.length,
    text: `${comma === undefined ? "," : ""}${behind}${newline}${indent}${property},`,
  };
}

/** Takes a property away with its comma, and with its line where it has one of its own. */
function removal(text: string, { properties }: ObjectExpression, { start, end }: ObjectProperty): Splice {
  const after = commaAfter(text, end) ?? end;
  const lineStart = text.lastIndexOf("\n", start) + 1;
  const lineEnd = text.indexOf("\n", after);
  const isAlone = /^[ \t]*$/.test(text.slice(lineStart, start)) && /^\s*(\/\/.*)?$/.test(text.slice(after, lineEnd));
  if (isAlone && lineEnd !== -1) return { start: lineStart, end: lineEnd + 1, text: "" };
  const before = properties.findLast((one) => one.end <= start);
  if (before !== undefined)
    return { start: before.end, end: commaAfter(text, end) === undefined ? end : after - 1, text: "" };
  return { start, end: after + (/^ */.exec(text.slice(after))?.[0].length ?? 0), text: "" };
}

/** The offset behind the comma that follows a property, comments between them skipped; undefined where there is none. */
function commaAfter(text: string, from: number): number | undefined {
  const match = /^(?:\s|\/\/.*\n|\/\*[\s\S]*?\*\/)*,/.exec(text.slice(from));
  return match === null ? undefined : from + match[0].length;
}

function placeOf({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}
