import type { FieldChange, FieldPath, ObjectChange } from "../change.ts";
import type { Json } from "../kubernetes/json.ts";
import { parseQuantity } from "../kubernetes/quantity.ts";

/** Maps of amounts, and fields that are one, as Kubernetes calls them. */
const amountMaps = new Set(["requests", "limits", "capacity", "hard"]);
const amounts = new Set(["sizeLimit", "divisor"]);

/** The changes without those of an amount into the same one, such as `1` into `1000m`: the API server stores no change. */
export function withoutEqualAmounts(changes: readonly ObjectChange[]): readonly ObjectChange[] {
  return changes.flatMap((change): readonly ObjectChange[] => {
    if (change.change !== "changed") return [change];
    const fields = change.fields.filter((field) => !isEqualAmount(field));
    return fields.length === 0 && change.renamedFrom === undefined ? [] : [{ ...change, fields }];
  });
}

function isEqualAmount(field: FieldChange): boolean {
  if (field.change !== "changed" || !isAmount(field.path)) return false;
  const [old, now] = [amountOf(field.old), amountOf(field.new)];
  return old !== undefined && old === now;
}

function isAmount(path: FieldPath): boolean {
  const [map, field] = path.slice(-2);
  return (typeof map === "string" && amountMaps.has(map)) || (typeof field === "string" && amounts.has(field));
}

function amountOf(value: Json): bigint | undefined {
  return typeof value === "string" || typeof value === "number" ? parseQuantity(String(value)) : undefined;
}
