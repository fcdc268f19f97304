import * as z from "zod";
import type { OptionPath } from "../application.ts";

/** Paths of all options and groups of options that a schema knows, in its order. */
export function optionPaths(schema: z.core.$ZodType): OptionPath[] {
  if (schema instanceof z.ZodExactOptional) return optionPaths(schema.unwrap());
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([name, option]) => [
    [name],
    ...optionPaths(option).map((path) => [name, ...path]),
  ]);
}
