import * as z from "zod";
import type { Json } from "../kubernetes/json.ts";

/**
 * What a word of a command line means for the option at a path: JSON where the option takes that, such as a number, a
 * string in quotes or a map; else the word itself, so that `500Gi`, and `1.30` for a version, are texts.
 */
export function optionValue(schema: z.ZodType, path: readonly string[], word: string): Json {
  const parsed = parseJson(word);
  if (parsed === undefined) return word;
  const option = schemaAt(schema, path);
  const takesWord = option !== undefined && z.safeParse(option, word).success;
  return takesWord && !z.safeParse(option, parsed).success ? word : parsed;
}

function parseJson(word: string): Json | undefined {
  try {
    return z.json().parse(JSON.parse(word));
  } catch {
    return undefined;
  }
}

/** Undefined where the schema knows no such option. */
function schemaAt(schema: z.core.$ZodType, [name, ...rest]: readonly string[]): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodExactOptional) return schemaAt(schema.unwrap(), name === undefined ? [] : [name, ...rest]);
  if (name === undefined) return schema;
  if (schema instanceof z.ZodRecord) return schemaAt(schema.valueType, rest);
  if (!(schema instanceof z.ZodObject) || !Object.hasOwn(schema.shape, name)) return undefined;
  return schemaAt(schema.shape[name], rest);
}
