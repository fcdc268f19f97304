import * as z from "zod";
import type { Json } from "../../../compiler/kubernetes/json.ts";
import { schema } from "../options.ts";

/** What the schema expects of an option, where it does not accept the value; undefined where it does. */
export function refusal(option: readonly string[], value: Json): string | undefined {
  // zod passes it over, and in a source file it would be no field
  return mentionsPrototype(value) ? "use no key __proto__" : refusalBy(schema, option, value);
}

function refusalBy(at: z.core.$ZodType, [name, ...rest]: readonly string[], value: Json): string | undefined {
  if (name === undefined) return expected(at, value);
  if (at instanceof z.ZodExactOptional) return refusalBy(at.unwrap(), [name, ...rest], value);
  if (at instanceof z.ZodRecord) return expected(at.keyType, name) ?? refusalBy(at.valueType, rest, value);
  const inner: z.core.$ZodType | undefined = at instanceof z.ZodObject ? at.shape[name] : undefined;
  if (inner === undefined) throw new Error(`there is no option ${name}`);
  return refusalBy(inner, rest, value);
}

function expected(schema: z.core.$ZodType, value: Json): string | undefined {
  const { error } = z.safeParse(schema, value);
  const [issue] = error?.issues ?? [];
  if (issue === undefined) return undefined;
  if (issue.code === "unrecognized_keys") return "expected no other fields";
  const { message } = issue;
  // zod's own messages begin with what is wrong, those of the schema are what is expected
  return message.includes("expected ") ? message.slice(message.indexOf("expected ")) : `expected ${message}`;
}

function mentionsPrototype(value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, item]) => key === "__proto__" || mentionsPrototype(item));
}
