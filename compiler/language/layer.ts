import { refuseMore } from "./arguments.ts";
import { isMap, type Literal } from "./literal.ts";
import { registerLayer } from "./read.ts";
import type { Fields, Layer, Layered } from "./types.ts";

/** What a layer is made of: the application whose options they are (none for a mixin) and its literals. */
export interface Made {
  readonly application: string | undefined;
  readonly literals: readonly Literal[];
}

const made = new WeakMap<object, Made>();

/** By these it is seen that a layer was spread into a map, where its options are not. */
const methods = new WeakSet<object>();

/** What a layer is made of, undefined for any other value. */
export function madeOf(value: unknown): Made | undefined {
  return typeof value === "object" && value !== null ? made.get(value) : undefined;
}

/** The first layer of an application: its defaults. Environments extend it. */
export function application<O>(name: string, defaults: Fields<O>): Layer<O> {
  return layer({ application: name, literals: [literal(defaults)] });
}

function layer<O>({ application, literals }: Made): Layer<O> {
  const add = (one: Literal) => ({ application, literals: [...literals, one] });
  const self = {
    extend(upper: Fields<O> | Layered<O>, ...more: readonly unknown[]): Layer<O> {
      refuseMore("extend takes one map of options or one layer", more);
      const other = madeOf(upper);
      if (other === undefined) return layer(add(literal(upper)));
      if (application !== undefined && other.application !== undefined && application !== other.application) {
        throw new TypeError(`a layer of ${other.application} cannot extend one of ${application}`);
      }
      return layer({
        application: application ?? other.application,
        literals: [...literals, ...other.literals],
      });
    },
    mixin(fields: Fields<O>, ...more: readonly unknown[]): Layer<O> {
      refuseMore("mixin takes one map of options", more);
      return layer({ application: undefined, literals: [literal(fields)] });
    },
    hidden<H>(fields: object, ...more: readonly unknown[]): Layer<O & H> {
      refuseMore("hidden takes one map of fields", more);
      return layer(add({ ...literal(fields), hidden: true }));
    },
    assert(holds: (self: O) => boolean, message: string | ((self: O) => string)): Layer<O> {
      const text = typeof message === "function" ? message : () => message;
      return layer(add({ fields: {}, check: { holds, message: text, stack: new Error().stack } }));
    },
  };
  made.set(self, { application, literals });
  methods.add(self.extend);
  registerLayer(self, literals);
  return Object.freeze(self) as Layer<O>;
}

function literal(fields: unknown): Literal {
  if (!isMap(fields)) throw new TypeError(`a layer is a map of options, not ${described(fields)}`);
  if (hasSpreadLayer(fields)) throw new TypeError("a layer cannot be spread: extend it, or extend another one by it");
  return { fields };
}

function hasSpreadLayer(fields: object): boolean {
  const extend: unknown = Reflect.get(fields, "extend");
  return typeof extend === "function" && methods.has(extend);
}

function described(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object that is no plain map";
  return value === undefined || value === null ? String(value) : `a ${typeof value}`;
}
