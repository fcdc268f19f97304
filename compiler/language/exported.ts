import { madeOf } from "./layer.ts";
import { isMap, type Literal } from "./literal.ts";
import type { Place } from "./place.ts";

/** A layer that an environment is, or one of several. */
export interface Instance {
  readonly application: string;
  readonly literals: readonly Literal[];
  /** Of its options as a whole; one of several has its index as key. */
  readonly place: Place;
}

/** What a file exports: the keys of its environments, the instances of one environment, or what is wrong with it. */
export type Exported =
  | { readonly keys: readonly string[] }
  | { readonly instances: readonly Instance[] }
  | { readonly problem: string };

/** What a module exports as its default, or of a map of environments what is at `key`. */
export function exportedBy(module: object, key?: string): Exported {
  const exported: unknown = Reflect.get(module, "default");
  if (exported === undefined) return { problem: "there is no default export" };
  if (key !== undefined) {
    return instancesIn(Reflect.get(Object(exported), key), `${JSON.stringify(key)} in the default export`);
  }
  return isMapOfLayers(exported) ? { keys: Object.keys(exported) } : instancesIn(exported, "the default export");
}

/** A map without any layer is no map of environments, but options without their layer. */
function isMapOfLayers(value: unknown): value is object {
  return isMap(value) && madeOf(value) === undefined && Object.values(value).flat().some(madeOf);
}

function instancesIn(value: unknown, name: string): Exported {
  const several = Array.isArray(value);
  if (several && value.length === 0) return { problem: `${name} is an empty list` };
  const instances: Instance[] = [];
  for (const [index, one] of (several ? value : [value]).entries()) {
    const what = several ? `[${index}] of ${name}` : name;
    const made = madeOf(one);
    if (made === undefined) return { problem: `${what} is not a layer` };
    const { application, literals } = made;
    if (application === undefined) return { problem: `${what} is a mixin: it has no application below it` };
    instances.push({ application, literals, place: several && value.length > 1 ? { around: {}, key: index } : {} });
  }
  return { instances };
}
