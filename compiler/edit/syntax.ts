import { NewLineKind, Node, Project, type SourceFile } from "ts-morph";
import type { Json } from "../kubernetes/json.ts";

/** Part of a text, offsets from `start` up to `end`, that a command cannot edit, and why. */
export interface Uneditable {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** The syntax tree of a source text without a byte order mark. What is put into it gets the line ends of the text. */
export function parse(file: string, text: string): SourceFile {
  const newLineKind = text.includes("\r\n") ? NewLineKind.CarriageReturnLineFeed : NewLineKind.LineFeed;
  const manipulationSettings = { newLineKind };
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, manipulationSettings });
  return project.createSourceFile(file, text);
}

/** That a part of a text cannot be edited. */
export function refuse(node: Node, reason: string): Uneditable {
  return { start: node.getStart(), end: node.getEnd(), reason };
}

/** What an expression is as it stands; undefined where it is computed, and replacing it would lose a thought of the writer's. */
export function constantValue(node: Node): Json | undefined {
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)) return node.getLiteralText();
  if (Node.isNumericLiteral(node)) return Number(node.compilerNode.text);
  if (Node.isTrueLiteral(node) || Node.isFalseLiteral(node)) return node.getLiteralValue();
  if (Node.isNullLiteral(node)) return null;
  if (Node.isPrefixUnaryExpression(node)) return signedValue(node.getText(), constantValue(node.getOperand()));
  if (Node.isArrayLiteralExpression(node)) {
    const items = node.getElements().map(constantValue);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (!Node.isObjectLiteralExpression(node)) return undefined;
  const fields = node.getProperties().map((one) => [nameOf(one), constantValue(valueNode(one))] as const);
  const known = fields.flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[name, value]]));
  return known.length === fields.length ? Object.fromEntries(known) : undefined;
}

function signedValue(text: string, value: Json | undefined): Json | undefined {
  return text.startsWith("-") && typeof value === "number" ? -value : undefined;
}

/** The name of a property of an object literal; undefined for a spread and for a computed one. */
export function nameOf(property: Node): string | undefined {
  if (Node.isShorthandPropertyAssignment(property)) return property.getName();
  if (!Node.isPropertyNamed(property)) return undefined;
  const name = property.getNameNode();
  const written = Node.isComputedPropertyName(name) ? name.getExpression() : name;
  if (Node.isStringLiteral(written) || Node.isNoSubstitutionTemplateLiteral(written)) return written.getLiteralText();
  return Node.isIdentifier(name) || Node.isNumericLiteral(name) ? name.getText() : undefined;
}

/** What a property of an object literal has as its value; of a method, which has none, itself. */
export function valueNode(property: Node): Node {
  if (Node.isShorthandPropertyAssignment(property)) return property.getNameNode();
  return (Node.isPropertyAssignment(property) ? property.getInitializer() : undefined) ?? property;
}
