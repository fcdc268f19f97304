import type { Expression, Field, Fields, Of, Program } from "./program.ts";

/** A program in jsonnet. Maps merge by default in Overlayer, so a map is a `+:` field here. */
export function toJsonnet(program: Program): string {
  if ("lower" in program) return `(${toJsonnet(program.lower)} + ${toJsonnet(program.upper)})`;
  const visible = fieldTexts(program.fields, 0);
  const hidden = Object.entries(program.hidden).map(([name, field]) => `${name}:: ${textOf(field, 0)}`);
  const asserts = program.asserts.map(
    ({ value, below, message }) => `assert ${expressionText(value, 0)} < ${below} : "${message}"`,
  );
  return `{ ${["local s0 = self", ...visible, ...hidden, ...asserts].join(", ")} }`;
}

function fieldTexts(fields: Fields, depth: number): readonly string[] {
  return Object.entries(fields).map(([name, field]) => {
    const merges = field.kind === "map" || field.kind === "computed" || field.kind === "append";
    return `${name}${merges ? "+" : ""}: ${textOf(field, depth)}`;
  });
}

function textOf(field: Field, depth: number): string {
  if (field.kind === "error") return 'error "never"';
  if (field.kind === "value") return expressionText(field.value, depth);
  if ("items" in field) return `[${field.items.map((item) => expressionText(item, depth)).join(", ")}]`;
  return `{ ${[`local s${depth + 1} = self`, ...fieldTexts(field.fields, depth + 1)].join(", ")} }`;
}

function expressionText(expression: Expression, depth: number): string {
  if (expression.kind === "number") return `(${expression.value})`;
  if (expression.kind === "add") {
    return `(${expressionText(expression.left, depth)} + ${expressionText(expression.right, depth)})`;
  }
  return getText(objectText(expression.of, depth), expression.path);
}

function getText(value: string, path: readonly string[]): string {
  const [name, ...rest] = path;
  // `"x" in super.y` would be read as `("x" in super).y`.
  const object = value === "super" ? value : `(${value})`;
  if (name !== undefined) return `(if "${name}" in ${object} then ${getText(`${value}.${name}`, rest)} else 0)`;
  return /\.l\d$/.test(value) ? `(if std.length(${value}) > 0 then ${value}[0] else 0)` : value;
}

function objectText(of: Of, depth: number): string {
  if (of === "around") return `s${depth - 1}`;
  return { self: "self", super: "super", root: "$" }[of];
}
