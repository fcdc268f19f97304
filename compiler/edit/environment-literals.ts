import { Node, type ObjectLiteralExpression, type SourceFile, SyntaxKind } from "ts-morph";
import { nameOf, refuse, type Uneditable, valueNode } from "./syntax.ts";

/** Which layers of an environment file are meant: of a map of environments, and of a list of instances. */
export interface LayerPlace {
  readonly key?: string | undefined;
  readonly instance?: number | undefined;
}

/** The object literals that an environment file gives its own layers, the topmost first. */
export function environmentLiterals(
  source: SourceFile,
  { key, instance }: LayerPlace,
): readonly ObjectLiteralExpression[] | Uneditable {
  const exported = exportOf(source);
  if ("reason" in exported) return exported;
  const environment = key === undefined ? exported : entryOf(exported, key);
  if ("reason" in environment) return environment;
  if (instance === undefined) return layersOf(environment);
  const item = Node.isArrayLiteralExpression(environment) ? environment.getElements()[instance] : undefined;
  return item === undefined
    ? refuse(environment, `instance ${instance} is not written out here`)
    : layersOf(resolve(item));
}

/** The map of environments that a file exports, where it is written out. */
export function mapOf(source: SourceFile): ObjectLiteralExpression | Uneditable {
  const exported = exportOf(source);
  if ("reason" in exported || Node.isObjectLiteralExpression(exported)) return exported;
  return refuse(exported, "the environments are not written out here");
}

/** The last property of a literal that has a name; undefined where it has none. */
export function propertyOf(literal: ObjectLiteralExpression, name: string): Node | undefined {
  return literal.getProperties().findLast((one) => nameOf(one) === name);
}

function exportOf(source: SourceFile): Node | Uneditable {
  const exported = source.getExportAssignment((one) => !one.isExportEquals())?.getExpression();
  return exported === undefined ? refuse(source, "the file exports no layer by default") : resolve(exported);
}

/** What the environment of a map is, as far as the map is written out. */
function entryOf(map: Node, key: string): Node | Uneditable {
  const property = Node.isObjectLiteralExpression(map) ? propertyOf(map, key) : undefined;
  if (property === undefined) return refuse(map, `the environment ${JSON.stringify(key)} is not written out here`);
  return resolve(valueNode(property));
}

/** `base.extend({ … }).extend({ … })`: its literals, from the last call to the first. */
function layersOf(expression: Node): readonly ObjectLiteralExpression[] | Uneditable {
  const literals: ObjectLiteralExpression[] = [];
  let layer = expression;
  while (Node.isCallExpression(layer)) {
    const callee = layer.getExpression();
    if (!Node.isPropertyAccessExpression(callee)) break;
    const [fields] = layer.getArguments();
    const literal = fields === undefined ? undefined : resolve(fields);
    const isLayer = ["extend", "mixin"].includes(callee.getName());
    if (isLayer && Node.isObjectLiteralExpression(literal)) literals.push(literal);
    layer = resolve(callee.getExpression());
  }
  return literals.length > 0
    ? literals
    : refuse(expression, "the environment is not an .extend({ … }) written out here");
}

/** What an expression stands for: without type annotations and brackets, and a constant of the file for its name. */
function resolve(expression: Node): Node {
  if (
    Node.isParenthesizedExpression(expression) ||
    Node.isAsExpression(expression) ||
    Node.isSatisfiesExpression(expression) ||
    Node.isNonNullExpression(expression)
  )
    return resolve(expression.getExpression());
  const constant = Node.isIdentifier(expression) ? constantOf(expression.getText(), expression) : undefined;
  return constant === undefined ? expression : resolve(constant);
}

/**
 * The value of a top-level `const` that a place alone uses: an edit of one that is shared would change other environments
 * too. It stands before the place, since what comes after cannot be its value.
 */
function constantOf(name: string, place: Node): Node | undefined {
  const source = place.getSourceFile();
  const uses = source.getDescendantsOfKind(SyntaxKind.Identifier).filter((one) => one.getText() === name && isUse(one));
  const declarations = source
    .getVariableStatements()
    .filter((one) => one.getDeclarationKind() === "const" && one.getEnd() <= place.getStart())
    .flatMap((one) => one.getDeclarations());
  const declared = declarations.find((one) => Node.isIdentifier(one.getNameNode()) && one.getName() === name);
  return uses.length === 1 ? declared?.getInitializer() : undefined;
}

/** False for a name that something gets: a constant, a property. */
function isUse(identifier: Node): boolean {
  const parent = identifier.getParent();
  const isNamed =
    Node.isVariableDeclaration(parent) || Node.isPropertyAssignment(parent) || Node.isPropertyAccessExpression(parent);
  return !isNamed || parent.getNameNode() !== identifier;
}
