import * as z from "zod";
import type { Json } from "../kubernetes/json.ts";

/** Any JSON: what it is checked in was parsed from that. */
export const json = z.custom<Json>();

/** A place in a source file. */
export const location = z.strictObject({
  file: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
  endColumn: z.int().min(1).exactOptional(),
});

/** An issue as commands find it. */
export const issue = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]+\/[A-Za-z0-9-]+$/),
  severity: z.enum(["warning", "note"]).exactOptional(),
  message: z.string(),
  location: location.exactOptional(),
  environment: z.string().exactOptional(),
  environments: z.array(z.string()).exactOptional(),
  why: z.string().exactOptional(),
  hint: z.string().exactOptional(),
  related: z.array(z.strictObject({ message: z.string(), location })).exactOptional(),
  isSecret: z.literal(true).exactOptional(),
});
