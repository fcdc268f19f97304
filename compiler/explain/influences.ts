import type { OptionPath } from "../application.ts";
import { isEqual } from "../kubernetes/compare.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { fieldsOf, plainPath } from "./fields.ts";

/**
 * The options on which a derived value depends: those that change it when they alone are changed. `derive` must be
 * pure; what it throws for a changed option is taken for no answer.
 */
export function influences(options: Json, derive: (options: Json) => Json | undefined): readonly OptionPath[] {
  const original = derive(options);
  const telling = variations(options, derive).filter(({ derived }) => !isEqual(derived, original));
  return telling.map(({ path }) => path).filter((path, index, all) => path !== all[index - 1]);
}

/** What is derived from the options with one of them changed, for every option and some other values of it. */
export function variations<Derived>(
  options: Json,
  derive: (options: Json) => Derived,
): readonly { readonly path: OptionPath; readonly derived: Derived }[] {
  const leaves = fieldsOf(options).filter(({ value }) => !isObject(value) && !isList(value));
  return leaves.flatMap((leaf) => {
    const path = plainPath(leaf.path);
    return othersThan(leaf.value).flatMap((other) => {
      const result = attempt(() => derive(changed(options, path, other)));
      return result === undefined ? [] : [{ path, derived: result.value }];
    });
  });
}

/** Values of the same type that differ: a next one, a much larger one, and for a quantity one of the same unit. */
function othersThan(value: Json): readonly Json[] {
  if (typeof value === "number") return [value + 1, value * 2 + 2];
  if (typeof value === "boolean") return [!value];
  if (typeof value !== "string") return [];
  const quantity = /^(\d+)(\D*)$/.exec(value);
  return quantity === null ? [`${value}x`] : [`${Number(quantity[1]) * 2 + 2}${quantity[2]}`];
}

/** The options with another value at a path that they have. */
function changed(present: Json, path: OptionPath, value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (isList(present)) return present.map((item, index) => (index === step ? changed(item, rest, value) : item));
  return isObject(present) ? { ...present, [step]: changed(present[step] ?? null, rest, value) } : present;
}

function attempt<Value>(compute: () => Value): { readonly value: Value } | undefined {
  try {
    return { value: compute() };
  } catch {
    return undefined;
  }
}
