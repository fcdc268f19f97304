import { posix } from "node:path";
import { Node } from "ts-morph";
import { mapOf, propertyOf } from "./environment-literals.ts";
import { nameText } from "./literal-text.ts";
import { append } from "./properties.ts";
import { parse, refuse, type Uneditable } from "./syntax.ts";

/** The text of an environment file as a file at another path: with its relative imports from there. */
export function copyFile(file: string, text: string, target: string): string {
  const source = parse(file, text);
  for (const literal of source.getImportStringLiterals()) {
    const imported = literal.getLiteralText();
    if (!/^\.\.?\//.test(imported)) continue;
    const path = posix.relative(posix.dirname(target), posix.join(posix.dirname(file), imported));
    // keeps the quotes, and the other nodes
    literal.setLiteralValue(path.startsWith("../") ? path : `./${path}`);
  }
  return source.getFullText();
}

/** The text of a file that holds a map of environments, with a copy of the one at a key, and of its comments, as its last. */
export function copyEntry(
  file: string,
  text: string,
  key: string,
  newKey: string,
): { readonly text: string } | Uneditable {
  const source = parse(file, text);
  const map = mapOf(source);
  if ("reason" in map) return map;
  const property = propertyOf(map, key);
  const value = Node.isPropertyAssignment(property) ? property.getInitializerOrThrow() : undefined;
  if (property === undefined || value === undefined || Node.isIdentifier(value))
    return refuse(property ?? map, `the environment ${JSON.stringify(key)} is not written out here`);
  const start = property.getLeadingCommentRanges()[0]?.getPos() ?? property.getStart();
  const comments = source.getFullText().slice(start, property.getStart());
  const written = `${comments}${nameText(newKey)}: ${value.getText()}`;
  append(map, () => written);
  return { text: source.getFullText() };
}
