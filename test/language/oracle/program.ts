import fc from "fast-check";

/** A number: fields of numbers begin with `n`, hidden ones with `h`, maps with `m`, lists with `l`. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  /** A field, or 0 where there is none; the first item where it is a list. */
  | { readonly kind: "get"; readonly of: Of; readonly path: readonly string[] }
  | { readonly kind: "add"; readonly left: Expression; readonly right: Expression };

/** `around` is the self of the literal around a computed map. */
export type Of = "self" | "super" | "root" | "around";

export type Field =
  | { readonly kind: "value"; readonly value: Expression }
  | { readonly kind: "error" }
  | { readonly kind: "list" | "append"; readonly items: readonly Expression[] }
  | { readonly kind: "map" | "replace" | "computed"; readonly fields: Fields };

export type Fields = Readonly<Record<string, Field>>;

/** One layer: its fields, its hidden fields, and expressions that an assert wants below a number. */
export interface Literal {
  readonly fields: Fields;
  readonly hidden: Fields;
  readonly asserts: readonly { readonly value: Expression; readonly below: number; readonly message: string }[];
}

/** Layers, put on top of each other in the order of the tree. */
export type Program = Literal | { readonly lower: Program; readonly upper: Program };

const numberNames = fc.constantFrom("n0", "n1", "n2");
const listNames = fc.constantFrom("l0", "l1");
const mapNames = fc.constantFrom("m0", "m1");

const numberExpression: fc.Arbitrary<Expression> = fc.record({
  kind: fc.constant("number" as const),
  value: fc.integer({ min: -9, max: 9 }),
});

function expression(of: readonly Of[], isRoot: boolean): fc.Arbitrary<Expression> {
  const leaf = fc.oneof(numberNames, listNames, fc.constantFrom(...(isRoot ? ["h0", "n0"] : ["n0"])));
  const near = fc.oneof({ weight: 3, arbitrary: fc.tuple(leaf) }, fc.tuple(mapNames, leaf));
  const get: fc.Arbitrary<Expression> = fc.record({
    kind: fc.constant("get" as const),
    of: fc.constantFrom(...of),
    path: near,
  });
  const simple = fc.oneof(numberExpression, { weight: 2, arbitrary: get });
  const add: fc.Arbitrary<Expression> = fc.record({ kind: fc.constant("add" as const), left: simple, right: simple });
  return fc.oneof({ weight: 4, arbitrary: numberExpression }, { weight: 2, arbitrary: get }, add);
}

function fields(of: readonly Of[], depth: number): fc.Arbitrary<Fields> {
  const value = expression(of, depth === 0);
  const number: fc.Arbitrary<Field> = fc.oneof(
    { weight: 40, arbitrary: fc.record({ kind: fc.constant("value" as const), value }) },
    fc.constant({ kind: "error" as const }),
  );
  const list: fc.Arbitrary<Field> = fc.record({
    kind: fc.constantFrom("list" as const, "append" as const),
    items: fc.array(value, { maxLength: 2 }),
  });
  const entries: fc.Arbitrary<[string, Field]>[] = [fc.tuple(numberNames, number), fc.tuple(listNames, list)];
  if (depth < 2) {
    const map: fc.Arbitrary<Field> = fc.record({
      kind: fc.constantFrom("map" as const, "map" as const, "replace" as const),
      fields: fields(["self", "super", "root"], depth + 1),
    });
    const computed: fc.Arbitrary<Field> = fc.record({
      kind: fc.constant("computed" as const),
      fields: fields(["self", "around", "root"], 2),
    });
    entries.push(fc.tuple(mapNames, fc.oneof({ weight: 3, arbitrary: map }, computed)));
  }
  return fc.array(fc.oneof(...entries), { minLength: 1, maxLength: 5 }).map((all) => Object.fromEntries(all));
}

const literal: fc.Arbitrary<Literal> = fc.record({
  fields: fields(["self", "super", "root"], 0),
  hidden: fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    expression(["self", "root"], true).map((value): Fields => ({ h0: { kind: "value", value } })),
  ),
  asserts: fc.oneof(
    { weight: 6, arbitrary: fc.constant([]) },
    fc.tuple(
      fc.record({
        value: expression(["self", "root"], true),
        below: fc.integer({ min: 0, max: 40 }),
        message: fc.constantFrom("first", "second", "third"),
      }),
    ),
  ),
});

/** Random programs of up to eight layers. */
export const programs: fc.Arbitrary<Program> = fc.letrec<{ program: Program }>((tie) => ({
  program: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    literal,
    fc.record({ lower: tie("program"), upper: tie("program") }),
  ),
})).program;
