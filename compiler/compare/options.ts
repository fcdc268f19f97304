import type { OptionPath } from "../application.ts";
import type { ComparedValue } from "../comparison.ts";
import type { Instance } from "../evaluate/environment.ts";
import { fieldsOf, isLeaf, plainPath } from "../explain/fields.ts";
import type { Location } from "../issue.ts";
import type { Json } from "../kubernetes/json.ts";
import { formatPath } from "../report/value.ts";

/** Every option of an environment by what it is called: `storage.size`, of the second of several instances `[1].cpu`. */
export type Options = ReadonlyMap<string, { readonly path: OptionPath; readonly value: Json }>;

/** The options of an environment that hold no others, all instances together. */
export function optionsOf(instances: readonly Instance[]): Options {
  const fields = instances.flatMap(({ options, path: start }) => fieldsOf(options, start.map(step)));
  return new Map(
    fields
      .filter(({ value }) => isLeaf(value))
      .map(({ path, value }) => [formatPath(path), { path: plainPath(path), value }]),
  );
}

/** The options of those names, each with the line that set it. */
export function withLines(
  options: Options,
  names: ReadonlySet<string>,
  where: (path: OptionPath) => Location | undefined,
): ReadonlyMap<string, ComparedValue> {
  const shown = [...options].filter(([name]) => names.has(name));
  return new Map(
    shown.map(([name, { path, value }]) => {
      const set = where(path);
      return [name, { value, ...(set === undefined ? {} : { set }) }];
    }),
  );
}

function step(part: string | number) {
  return typeof part === "number" ? { index: part } : part;
}
