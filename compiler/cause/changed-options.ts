import type { OptionPath } from "../application.ts";
import { fieldOf, isEqual } from "../kubernetes/compare.ts";
import { isList, isObject, type Json } from "../kubernetes/json.ts";

/** An option that is not what it was; a side on which there is none is absent. */
export interface ChangedOption {
  readonly path: OptionPath;
  readonly old?: Json;
  readonly new?: Json;
}

/** The options at any depth in which two sides differ; a list of another length is one option. */
export function changedOptions(
  before: Json | undefined,
  after: Json | undefined,
  path: OptionPath = [],
): readonly ChangedOption[] {
  if (isEqual(before, after)) return [];
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => changedOptions(fieldOf(before, name), fieldOf(after, name), [...path, name]));
  }
  if (isList(before) && isList(after) && before.length === after.length) {
    return after.flatMap((item, index) => changedOptions(before[index], item, [...path, index]));
  }
  return [{ path, ...(before === undefined ? {} : { old: before }), ...(after === undefined ? {} : { new: after }) }];
}

/** The options with one of them as it was before. */
export function reverted(options: Json, { path, old }: ChangedOption): Json {
  const [step, ...rest] = path;
  if (step === undefined) return old ?? null;
  const inner = { path: rest, ...(old === undefined ? {} : { old }) };
  if (isList(options)) return options.map((item, index) => (index === step ? reverted(item, inner) : item));
  const name = String(step);
  const fields = new Map(isObject(options) ? Object.entries(options) : []);
  if (rest.length === 0 && old === undefined) fields.delete(name);
  else fields.set(name, reverted(fields.get(name) ?? {}, inner));
  return Object.fromEntries(fields);
}
