import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";
import { type Operation, pointer } from "../kubernetes/json-patch.ts";

type Path = readonly (string | number)[];

/** The operations that turn one value into the other, field by field; none where they are equal. */
export function jsonOperations(base: Json, wanted: Json, path: Path = []): readonly Operation[] {
  if (isEqual(base, wanted)) return [];
  if (isObject(base) && isObject(wanted)) {
    const fields = [...new Set([...Object.keys(wanted), ...Object.keys(base)])];
    return fields.flatMap((field) => fieldOperations(fieldOf(base, field), fieldOf(wanted, field), [...path, field]));
  }
  if (isList(base) && isList(wanted) && base.length > 0 && wanted.length > 0) {
    const operations = listOperations(base, wanted, path);
    // A list of which little is left is easier to read whole.
    if (operations.length <= wanted.length) return operations;
  }
  return [{ op: "replace", path: pointer(path), value: wanted }];
}

function fieldOperations(base: Json | undefined, wanted: Json | undefined, path: Path): readonly Operation[] {
  if (wanted === undefined) return [{ op: "remove", path: pointer(path) }];
  if (base === undefined) return [{ op: "add", path: pointer(path), value: wanted }];
  return jsonOperations(base, wanted, path);
}

/** Between the items that both lists start and end with: pairs are changed, the rest is removed or added. */
function listOperations(base: readonly Json[], wanted: readonly Json[], path: Path): readonly Operation[] {
  const shorter = Math.min(base.length, wanted.length);
  let start = 0;
  while (start < shorter && isEqual(base[start], wanted[start])) start += 1;
  let end = 0;
  while (end < shorter - start && isEqual(base.at(-1 - end), wanted.at(-1 - end))) end += 1;
  const pairs = shorter - start - end;
  const changes = Array.from({ length: pairs }, (_, index) => start + index).flatMap((index) =>
    fieldOperations(base[index], wanted[index], [...path, index]),
  );
  const at = start + pairs;
  const removals = base.slice(at, base.length - end).map(() => fieldOperations(null, undefined, [...path, at]));
  const additions = wanted
    .slice(at, wanted.length - end)
    .map((item, index) => fieldOperations(undefined, item, [...path, at + index]));
  return [...changes, ...removals.flat(), ...additions.flat()];
}
