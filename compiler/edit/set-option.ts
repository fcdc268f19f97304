import { isDeepStrictEqual } from "node:util";
import { Node, type ObjectLiteralExpression, SyntaxKind } from "ts-morph";
import type { OptionEdit } from "../application.ts";
import type { Json } from "../kubernetes/json.ts";
import { environmentLiterals, propertyOf } from "./environment-literals.ts";
import { literalText, nameText } from "./literal-text.ts";
import { constantValue, parse, refuse, type Uneditable, valueNode } from "./syntax.ts";

/**
 * The text of an environment file with one option set or left out, and nothing else changed, comments and layout
 * included; or the part of it that computes the option, which only a person can change. `key` is that of a map of
 * environments, `instance` the index in a list of instances.
 */
export function setOption(
  file: string,
  text: string,
  key: string | undefined,
  { path, value }: OptionEdit,
  instance?: number,
): { readonly text: string } | Uneditable {
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const source = parse(file, text.slice(mark.length));
  const literals = environmentLiterals(source, { key, instance });
  const refused = "reason" in literals ? literals : setIn(literals, path, value);
  if (refused !== undefined) return { ...refused, start: refused.start + mark.length, end: refused.end + mark.length };
  const edited = mark + source.getFullText();
  // what one layer no longer sets, one below it may
  return value === undefined && edited !== text ? setOption(file, edited, key, { path }, instance) : { text: edited };
}

/** Edits the layer that sets the option, else one that sets some of its group, else the topmost. */
function setIn(
  literals: readonly ObjectLiteralExpression[],
  path: readonly string[],
  value: Json | undefined,
): Uneditable | undefined {
  const depths = literals.map((one) => depthOf(one, path));
  const literal = literals[depths.indexOf(Math.max(...depths))];
  return literal === undefined ? undefined : setInLiteral(literal, path, value);
}

/** How many steps of a path are written out. */
function depthOf(literal: ObjectLiteralExpression, [name = "", ...rest]: readonly string[]): number {
  const property = propertyOf(literal, name);
  if (property === undefined) return 0;
  const written = valueNode(property);
  return rest.length > 0 && Node.isObjectLiteralExpression(written) ? 1 + depthOf(written, rest) : 1;
}

function setInLiteral(
  literal: ObjectLiteralExpression,
  [name = "", ...rest]: readonly string[],
  value: Json | undefined,
): Uneditable | undefined {
  const property = propertyOf(literal, name);
  if (property === undefined) {
    if (value !== undefined) insert(literal, name, nested(rest, value));
    return undefined;
  }
  const written = valueNode(property);
  if (rest.length > 0 && Node.isObjectLiteralExpression(written)) return setInLiteral(written, rest, value);
  const present = constantValue(written);
  if (present === undefined) return refuse(written, `${name} is computed here`);
  if (rest.length > 0) return refuse(written, `${name} is no map here`);
  if (value === undefined) remove(literal, property);
  else if (!isDeepStrictEqual(present, value)) replace(written, literalText(value, indentOf(property)));
  return undefined;
}

function nested(path: readonly string[], value: Json): Json {
  return path.reduceRight((inner, name) => ({ [name]: inner }), value);
}

function replace(node: Node, text: string): void {
  node.getSourceFile().replaceText([node.getStart(), node.getEnd()], text);
}

/** Puts a property behind the last one: on a line of its own where that one has its own. */
function insert(literal: ObjectLiteralExpression, name: string, value: Json): void {
  const source = literal.getSourceFile();
  const last = literal.getProperties().at(-1);
  if (last === undefined) {
    insertFirst(literal, name, value);
    return;
  }
  const property = `${nameText(name)}: ${literalText(value, indentOf(last))}`;
  const comma = last.getNextSiblingIfKind(SyntaxKind.CommaToken);
  const end = (comma ?? last).getEnd();
  // a comment behind the last property stays behind it
  const behind = (comma ?? last).getTrailingCommentRanges().at(-1)?.getEnd() ?? end;
  const hasLine = beginsLine(last) && source.getFullText().slice(behind, literal.getEnd()).includes("\n");
  if (hasLine) source.insertText(behind, `\n${indentOf(last)}${property},`);
  else source.insertText(end, comma === undefined ? ` ${property}` : ` ${property},`);
  if (comma === undefined) source.insertText(end, ",");
}

function insertFirst(literal: ObjectLiteralExpression, name: string, value: Json): void {
  const source = literal.getSourceFile();
  const indent = indentOf(literal);
  const property = `${nameText(name)}: ${literalText(value, indent)}`;
  const close = literal.getEnd() - 1;
  const inside = source.getFullText().slice(literal.getStart() + 1, close);
  if (inside.trim() === "") replace(literal, `{ ${property} }`);
  else if (/\n[ \t]*$/.test(inside)) source.insertText(close - indent.length, `${indent}  ${property},\n`);
  else source.insertText(close, `${property} `);
}

/** Takes a property away with its comma, and with its line where it has one of its own. */
function remove(literal: ObjectLiteralExpression, property: Node): void {
  const source = literal.getSourceFile();
  const text = source.getFullText();
  const [start, end] = [property.getStart(), property.getEnd()];
  const comma = property.getNextSiblingIfKind(SyntaxKind.CommaToken);
  const after = comma?.getEnd() ?? end;
  const behind = (comma ?? property).getTrailingCommentRanges().at(-1)?.getEnd() ?? after;
  const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(behind))?.[0].length;
  const before = literal.getProperties().findLast((one) => one.getEnd() <= start);
  if (beginsLine(property) && lineEnd !== undefined)
    source.removeText(text.lastIndexOf("\n", start) + 1, behind + lineEnd);
  else if (before !== undefined) source.removeText(before.getEnd(), comma === undefined ? end : after - 1);
  else source.removeText(start, after + (/^ */.exec(text.slice(after))?.[0].length ?? 0));
}

function beginsLine(node: Node): boolean {
  return /(^|\n)[ \t]*$/.test(node.getSourceFile().getFullText().slice(0, node.getStart()));
}

/** The white space that the line of a node begins with. */
function indentOf(node: Node): string {
  const before = node.getSourceFile().getFullText().slice(0, node.getStart());
  return /^[ \t]*/.exec(before.slice(before.lastIndexOf("\n") + 1))?.[0] ?? "";
}
