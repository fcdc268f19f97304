import { type Node, type ObjectLiteralExpression, SyntaxKind, ts } from "ts-morph";

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
  const end = comma?.getEnd() ?? ownEnd(last);
  // a comment behind the last property stays behind it
  const behind = (comma ?? last).getTrailingCommentRanges().at(-1)?.getEnd() ?? end;
  const hasLine =
    beginsLine(last.getStart(), source.getFullText()) &&
    source.getFullText().slice(behind, literal.getEnd()).includes("\n");
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

/**
 * Takes a property away with its comma and its comments, and with its line where it has one of its own. The comments of its
 * neighbours stay, and so does one behind the last of several on a line, which may be about them all.
 */
export function remove(literal: ObjectLiteralExpression, property: Node): void {
  const source = literal.getSourceFile();
  const text = source.getFullText();
  const comma = property.getNextSiblingIfKind(SyntaxKind.CommaToken);
  const start = ownStart(property, text);
  const end = comma?.getEnd() ?? ownEnd(property);
  const behind = (comma ?? property).getTrailingCommentRanges().at(-1)?.getEnd() ?? end;
  const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(behind))?.[0].length;
  const isFirst = literal.getProperties()[0] === property;
  const before = text.slice(0, start).trimEnd();
  if (beginsLine(start, text) && lineEnd !== undefined)
    source.removeText(text.lastIndexOf("\n", start) + 1, behind + lineEnd);
  else if (isFirst || beginsLine(start, text))
    source.removeText(start, end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0));
  else source.removeText(before.length - (comma === undefined && before.endsWith(",") ? 1 : 0), end);
}

/** Where a property starts, with the comments ahead of it on its line. */
function ownStart(property: Node, text: string): number {
  const previousEnd = property.getPos();
  const comments = [
    ...(ts.getTrailingCommentRanges(text, previousEnd) ?? []),
    ...(ts.getLeadingCommentRanges(text, previousEnd) ?? []),
  ];
  return comments.reduceRight(
    (start, comment) => (/^[ \t]*$/.test(text.slice(comment.end, start)) ? comment.pos : start),
    property.getStart(),
  );
}

/** Where a property without a comma ends, with the comments behind it but for one that ends the line. */
function ownEnd(property: Node): number {
  const comments = property.getTrailingCommentRanges();
  const own = comments.findLast((one) => one.getKind() === SyntaxKind.MultiLineCommentTrivia);
  return own?.getEnd() ?? property.getEnd();
}

function beginsLine(position: number, text: string): boolean {
  return /(^|\n)[ \t]*$/.test(text.slice(0, position));
}

/** The white space that the line of a node begins with. */
export function indentOf(node: Node): string {
  const before = node.getSourceFile().getFullText().slice(0, node.getStart());
  return /^[ \t]*/.exec(before.slice(before.lastIndexOf("\n") + 1))?.[0] ?? "";
}
