import type { Argument, Expression, ObjectExpression, ObjectProperty, Program } from "oxc-parser";
import { parseSync } from "oxc-parser";

/** Part of a text, offsets from `start` up to `end`, that a command cannot edit, and why. */
export interface Uneditable {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/**
 * The object literals that an environment file gives its own layers, the topmost first; of a map of environments those
 * of the one at `key`.
 */
export function environmentLiterals(
  file: string,
  text: string,
  key: string | undefined,
): readonly ObjectExpression[] | Uneditable {
  const { program } = parseSync(file, text, { lang: "ts" });
  const exported = program.body.find((one) => one.type === "ExportDefaultDeclaration")?.declaration;
  if (exported === undefined || !isExpression(exported)) return refuse(program, "the file exports no layer by default");
  const whole = resolve(exported, program);
  if (key === undefined) return layersOf(whole, program);
  const entry = whole.type === "ObjectExpression" ? propertyOf(whole, key) : undefined;
  if (entry === undefined) return refuse(whole, `the environment ${JSON.stringify(key)} is not written out here`);
  return layersOf(resolve(entry.value, program), program);
}

/** The last property of a literal that has a name; undefined where it has none. */
export function propertyOf({ properties }: ObjectExpression, name: string): ObjectProperty | undefined {
  return properties.findLast((one): one is ObjectProperty => one.type === "Property" && nameOf(one) === name);
}

/** `base.extend({ … }).extend({ … })`: its literals, from the last call to the first. */
function layersOf(expression: Expression, program: Program): readonly ObjectExpression[] | Uneditable {
  const literals: ObjectExpression[] = [];
  let layer = expression;
  while (layer.type === "CallExpression" && layer.callee.type === "MemberExpression") {
    const { callee, arguments: given } = layer;
    const [fields] = given;
    const isLayer = callee.property.type === "Identifier" && ["extend", "mixin"].includes(callee.property.name);
    if (isLayer && fields !== undefined) literals.push(...literalOf(fields, program));
    layer = resolve(callee.object, program);
  }
  return literals.length > 0
    ? literals
    : refuse(expression, "the environment is not an .extend({ … }) written out here");
}

function literalOf(argument: Argument, program: Program): readonly ObjectExpression[] {
  if (argument.type === "SpreadElement") return [];
  const literal = resolve(argument, program);
  return literal.type === "ObjectExpression" ? [literal] : [];
}

/** What an expression stands for: without type annotations and brackets, and a constant of the file for its name. */
function resolve(expression: Expression, program: Program): Expression {
  switch (expression.type) {
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
      return resolve(expression.expression, program);
    case "Identifier": {
      const constant = constantOf(expression.name, program);
      return constant === undefined ? expression : resolve(constant, program);
    }
    default:
      return expression;
  }
}

/** The value of a top-level `const`. */
function constantOf(name: string, { body }: Program): Expression | undefined {
  const declarations = body.flatMap((one) => {
    const statement = one.type === "ExportNamedDeclaration" ? one.declaration : one;
    return statement?.type === "VariableDeclaration" && statement.kind === "const" ? statement.declarations : [];
  });
  return declarations.find(({ id }) => id.type === "Identifier" && id.name === name)?.init ?? undefined;
}

function nameOf({ key, computed }: ObjectProperty): string | undefined {
  if (key.type === "Literal") return String(key.value);
  return key.type === "Identifier" && !computed ? key.name : undefined;
}

function isExpression(declaration: { readonly type: string }): declaration is Expression {
  return !["FunctionDeclaration", "ClassDeclaration", "TSInterfaceDeclaration"].includes(declaration.type);
}

function refuse({ start, end }: { readonly start: number; readonly end: number }, reason: string): Uneditable {
  return { start, end, reason };
}
