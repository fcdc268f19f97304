import * as z from "zod";
import type { Application, OptionPath } from "./application.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import type { Trees } from "./evaluate/modules.ts";
import { type Trace, trace } from "./evaluate/trace.ts";
import { fieldOf } from "./kubernetes/compare.ts";
import { isObject, type Json, type JsonObject } from "./kubernetes/json.ts";
import { treeOf } from "./tree.ts";

/**
 * JSON Schema (draft 2020-12) of the options that an environment of an application may set. What has a default is not
 * required; a default is given where it is a plain value, else `x-derived-from` names the options it comes from.
 */
export async function optionSchema(application: Application, compiler: Trees["compiler"]): Promise<JsonObject> {
  const { name, schema } = application;
  const file = "environments/base.ts";
  const repository = treeOf(new Map([[file, `export { ${name} as default } from "overlayer/${name}";\n`]]));
  const trees = { repository, compiler };
  const { evaluations } = await evaluate([{ name: "base", file, single: true }], trees);
  const [evaluation] = evaluations;
  const [instance] = evaluation?.instances ?? [];
  if (evaluation === undefined || instance === undefined) throw new Error(`the defaults of ${name} have an error`);
  const generated = asJson.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
  const described = withDefaults(generated, instance.options, [], await trace(evaluation, trees));
  const { $schema = "", ...rest } = described;
  return { $schema, title: `Options of ${name}`, ...rest };
}

const asJson = z.record(z.string(), z.json());

function withDefaults(schema: JsonObject, value: Json | undefined, path: OptionPath, traced: Trace): JsonObject {
  if (value === undefined) return schema;
  const properties = fieldOf(schema, "properties");
  if (!isObject(properties) || !isObject(value)) {
    const from = traced.derivedFrom(path);
    const names = from.map((one) => one.join("."));
    return from.length === 0 ? { ...schema, default: value } : { ...schema, "x-derived-from": names };
  }
  const { required, ...rest } = schema;
  const needed = asNames.parse(required ?? []).filter((name) => fieldOf(value, name) === undefined);
  const options = Object.entries(properties).map(([name, option]) => [
    name,
    isObject(option) ? withDefaults(option, fieldOf(value, name), [...path, name], traced) : option,
  ]);
  return { ...rest, properties: Object.fromEntries(options), ...(needed.length === 0 ? {} : { required: needed }) };
}

const asNames = z.array(z.string());
