import { append, application, type Layer, replace } from "../../../compiler/language/language.ts";
import type { Expression, Field, Fields, Program } from "./program.ts";

/** Maps by name, lists by index. */
type Value = number | readonly Value[] | { readonly [name: string]: Value };

interface Objects {
  readonly self: Value;
  readonly super: Value;
  readonly root: Value;
  readonly around: Value;
}

type Options = Record<string, unknown>;

/** A program as layers of Overlayer's language. */
export function toLayer(program: Program): Layer<Options> {
  return application<Options>("oracle", {}).extend(mixinOf(program));
}

/** A program as a layer to be put on top of others. */
export function mixinOf(program: Program): Layer<Options> {
  if ("lower" in program) return mixinOf(program.lower).extend(mixinOf(program.upper));
  const layer = application<Options>("oracle", {}).mixin(mapOf(program.fields)).hidden(mapOf(program.hidden));
  return program.asserts.reduce<Layer<Options>>(
    (below, { value, below: limit, message }) =>
      below.assert((self) => {
        const root = self as Value;
        return evaluate(value, { self: root, super: 0, root, around: 0 }) < limit;
      }, message),
    layer as Layer<Options>,
  );
}

function mapOf(fields: Fields, around: Value = 0): Options {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldOf(field, around)]));
}

function fieldOf(field: Field, around: Value): unknown {
  if (field.kind === "value") return computed(field.value, around);
  if (field.kind === "list") return field.items.map((item) => computed(item, around));
  if (field.kind === "append") return append(...field.items.map((item) => computed(item, around)));
  if (field.kind === "map") return mapOf(field.fields, around);
  if (field.kind === "replace") return replace(mapOf(field.fields, around));
  if (field.kind === "computed") return (self: Value) => mapOf(field.fields, self);
  return () => {
    throw new Error("never");
  };
}

function computed(expression: Expression, around: Value): unknown {
  if (expression.kind === "number") return expression.value;
  return (self: Value, super_: Value, root: Value) => evaluate(expression, { self, super: super_, root, around });
}

function evaluate(expression: Expression, objects: Objects): number {
  if (expression.kind === "number") return expression.value;
  if (expression.kind === "add") return evaluate(expression.left, objects) + evaluate(expression.right, objects);
  let value: Value | undefined = objects[expression.of];
  for (const name of expression.path) {
    if (typeof value !== "object" || !(name in value)) return 0;
    value = Reflect.get(value, name);
  }
  const first: unknown = Array.isArray(value) ? (value[0] ?? 0) : value;
  return Number(first);
}
