import { type Node, type ObjectLiteralExpression, SyntaxKind } from "ts-morph";

/** Puts a text in the place of a node. */
export function replace(node: Node, text: string): void {
  node.getSourceFile().replaceText([node.getStart(), node.getEnd()], text);
}

/**
 * Puts a property behind the last one of a literal: on a line of its own where that one has its own. `property` gives its
 * text, without a comma, for the white space that its line begins with.
 */
export function append(literal: ObjectLiteralExpression, property: (indent: string) => string): void {
  const source = literal.getSourceFile();
  const last = literal.getProperties().at(-1);
  if (last === undefined) {
    appendFirst(literal, property(indentOf(literal)));
    return;
  }
  const indent = indentOf(last);
  const comma = last.getNextSiblingIfKind(SyntaxKind.CommaToken);
  const end = (comma ?? last).getEnd();
  // a comment behind the last property stays behind it
  const behind = (comma ?? last).getTrailingCommentRanges().at(-1)?.getEnd() ?? end;
  const hasLine = beginsLine(last) && source.getFullText().slice(behind, literal.getEnd()).includes("\n");
  if (hasLine) source.insertText(behind, `\n${indent}${property(indent)},`);
  else source.insertText(end, comma === undefined ? ` ${property(indent)}` : ` ${property(indent)},`);
  if (comma === undefined) source.insertText(end, ",");
}

function appendFirst(literal: ObjectLiteralExpression, property: string): void {
  const source = literal.getSourceFile();
  const indent = indentOf(literal);
  const close = literal.getEnd() - 1;
  const inside = source.getFullText().slice(literal.getStart() + 1, close);
  const lineStart = /[ \t]*$/.exec(inside)?.index ?? 0;
  if (inside.trim() === "") replace(literal, `{ ${property} }`);
  else if (inside.charAt(lineStart - 1) === "\n")
    source.insertText(literal.getStart() + 1 + lineStart, `${indent}  ${property},\n`);
  else source.insertText(close, `${property} `);
}

/** Takes a property away with its comma, and with its line where it has one of its own. */
export function remove(literal: ObjectLiteralExpression, property: Node): void {
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
export function indentOf(node: Node): string {
  const before = node.getSourceFile().getFullText().slice(0, node.getStart());
  return /^[ \t]*/.exec(before.slice(before.lastIndexOf("\n") + 1))?.[0] ?? "";
}
