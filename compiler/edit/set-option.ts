import { isDeepStrictEqual } from "node:util";
import { Node, type ObjectLiteralExpression } from "ts-morph";
import type { OptionEdit } from "../application.ts";
import type { Json } from "../kubernetes/json.ts";
import { environmentLiterals, propertyOf } from "./environment-literals.ts";
import { literalText, nameText } from "./literal-text.ts";
import { append, indentOf, remove, replace } from "./properties.ts";
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
    if (value !== undefined) append(literal, (indent) => propertyText(name, nested(rest, value), indent));
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

function propertyText(name: string, value: Json, indent: string): string {
  return `${nameText(name)}: ${literalText(value, indent)}`;
}
