import fc from "fast-check";
import * as z from "zod";
import { type Options, schema } from "../../apps/zookeeper/options.ts";
import { rules } from "../../apps/zookeeper/rules/rules.ts";
import { optionsWith } from "../zookeeper/options-of.ts";

/** What of JSON Schema the options use. */
const node = z.object({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().default(0),
  maximum: z.number().default(2 ** 31 - 1),
  pattern: z.string().optional(),
  get properties() {
    return z.record(z.string(), node).optional();
  },
  get anyOf() {
    return z.array(node).optional();
  },
  get items() {
    return node.optional();
  },
});
type Node = z.output<typeof node>;

/**
 * Options that the schema accepts and no rule refuses: the defaults, of which some are other values. They are made from
 * the schema, so that an option is among them as soon as there is one.
 */
export const arbitraryOptions: fc.Arbitrary<Options> = optionsNear(
  node.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })),
  optionsWith({}),
)
  .map((options) => schema.safeParse(options))
  .filter((parsed) => parsed.success)
  .map(({ data }) => data)
  .filter((options) => rules.every((rule) => rule.check(options).length === 0));

/** A value or, one time in eight, another one that the schema allows at its place. */
function near(at: Node, value: unknown): fc.Arbitrary<unknown> {
  if (at.properties !== undefined) return optionsNear(at, value);
  return fc.oneof({ weight: 7, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: allowed(at, value) });
}

/** The same field by field; fields without a value are left out. */
function optionsNear({ properties = {} }: Node, value: unknown): fc.Arbitrary<object> {
  const values = z.record(z.string(), z.unknown()).catch({}).parse(value);
  const fields = Object.entries(properties).map(([name, field]) => [name, near(field, values[name])] as const);
  return fc.record(Object.fromEntries(fields)).map((all) => JSON.parse(JSON.stringify(all)));
}

function allowed(at: Node, value: unknown): fc.Arbitrary<unknown> {
  if (at.const !== undefined) return fc.constant(at.const);
  if (at.enum !== undefined) return fc.constantFrom(...at.enum);
  if (at.anyOf !== undefined) return fc.oneof(...at.anyOf.map((one) => allowed(one, value)));
  if (at.items !== undefined) return fc.array(allowed(at.items, undefined), { maxLength: 2 });
  if (at.properties !== undefined) return optionsNear(at, {});
  if (at.type === "boolean") return fc.boolean();
  if (at.type === "integer") return fc.integer({ min: Math.ceil(at.minimum), max: Math.floor(at.maximum) });
  if (at.pattern !== undefined) return fc.stringMatching(new RegExp(at.pattern));
  return fc.constant(value);
}
