import * as z from "zod";
import { type Part, partVersion } from "./part.ts";
import type { Result } from "./result.ts";
import { resultSchema } from "./result-schema.ts";
import { isInShard } from "./shard.ts";

const count = z.int().min(1).max(1000);

const partSchema = z.strictObject({
  overlayerPart: z.literal(partVersion),
  run: z.strictObject({
    overlayer: z.string(),
    commit: z.string().exactOptional(),
    against: z.string().exactOptional(),
  }),
  shard: z.strictObject({ index: count, of: count }).refine(({ index, of }) => index <= of),
  result: resultSchema,
});

/**
 * Reads what `writePart` wrote; undefined where the text is anything else, as a stranger may have written it: also where
 * it tells of environments of other parts.
 */
export function readPart(text: string): Part | undefined {
  const value = parse(text);
  if (!isShallow(value, deepest) || !partSchema.safeParse(value).success) return undefined;
  // a border: what was just checked. The value of zod itself would have its fields in another order, and so the report
  const part = value as Part;
  return environmentsOf(part.result).every((name) => isInShard(name, part.shard)) ? part : undefined;
}

/** The environments that a result tells of. */
function environmentsOf(result: Result): readonly string[] {
  switch (result.command) {
    case "compile":
      return result.compiled.slice(1).map(({ name }) => name);
    case "diff":
      return [...result.environments, ...result.options].map(({ name }) => name);
    case "verify":
      return result.disproofs.map(({ name }) => name);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Deeper than any Kubernetes object: what is deeper yet would overflow the stack of who walks through it. */
const deepest = 200;

function isShallow(value: unknown, room: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return room > 0 && Object.values(value).every((one) => isShallow(one, room - 1));
}
