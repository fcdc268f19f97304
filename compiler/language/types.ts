declare const edit: unique symbol;
declare const removal: unique symbol;
declare const layered: unique symbol;

/** An instruction that stands where a value of type `T` may stand: what to do with the value below. */
export interface Edit<T> {
  readonly [edit]: T;
}

/** The instruction to leave a field out; only an optional field takes it. */
export interface Removal {
  readonly [removal]: true;
}

/** The fields of one layer: each may be absent, a value, an edit of what is below, or a function of the final object. */
export type Fields<O, Root = O> = {
  readonly [K in keyof O]?: Field<Required<O>[K], O, Root, Record<never, never> extends Pick<O, K> ? Removal : never>;
};

/** `Extra` is what an optional field takes beside its values. */
type Field<T, Self, Root, Extra> =
  | Value<T, Self, Root>
  | Edit<T>
  | Extra
  | Computed<Self, Root, Value<T, Self, Root> | Edit<T> | Extra>;

/** Late-bound: `self` is the final object around the field, `super_` that object as the layers below made it. */
type Computed<Self, Root, Result> = (self: Self, super_: Self, root: Root) => Result;

type Value<T, Self, Root> = T extends readonly (infer E)[]
  ? readonly (Value<E, Self, Root> | Computed<Self, Root, Value<E, Self, Root>>)[]
  : T extends object
    ? Fields<T, Root>
    : T;

/** What `extend` takes beside fields: a layer or a mixin of the same options. */
export interface Layered<in O> {
  readonly [layered]: (options: O) => void;
}

/**
 * Options made of layers that link and do not copy: nothing is computed before the environment is compiled, so that a
 * function of any layer sees the values of the last one.
 */
export interface Layer<O> extends Layered<O> {
  /** A new layer on top of this one. Maps merge, everything else replaces what is below. */
  extend(layer: Fields<O> | Layered<O>): Layer<O>;
  /** A layer of the same options with nothing below it, to be put on top of others. */
  mixin(fields: Fields<O>): Layer<O>;
  /** Adds fields that functions can read and later layers can set, but that are no part of the result. */
  hidden<H>(fields: { readonly [K in keyof H]: H[K] | ((self: O, super_: O) => H[K]) }): Layer<O & H>;
  /** Refuses the final options where `holds` is not true; later layers cannot take this away. */
  assert(holds: (self: O) => boolean, message: string | ((self: O) => string)): Layer<O>;
}
