import * as z from "zod";
import { issue, json } from "./issue-schema.ts";
import type { Result } from "./result.ts";
import { reviewedEnvironment, unexplainedObject } from "./review-schema.ts";

const text = z.string();
const number = z.number().min(0);

const compileResult = z.strictObject({
  command: z.literal("compile"),
  compiled: z.array(z.strictObject({ name: text, objects: number, changed: z.array(text), removed: z.array(text) })),
  gone: z.array(z.strictObject({ folder: text, removed: z.array(text) })),
  issues: z.array(issue),
});

const instance = z.strictObject({
  application: text,
  options: z.record(text, json),
  path: z.array(z.union([text, number])),
});

const diffResult = z.strictObject({
  command: z.literal("diff"),
  comparedWith: text,
  hasNoOverlays: z.boolean(),
  environments: z.array(reviewedEnvironment),
  options: z.array(z.strictObject({ name: text, instances: z.array(instance) })),
  issues: z.array(issue),
  stale: z.array(text),
  edited: z.array(text),
});

const disproof = z.strictObject({
  name: text,
  reason: z.union([z.strictObject({ failure: text }), z.strictObject({ changes: z.array(unexplainedObject) })]),
});

const verifyResult = z.strictObject({
  command: z.literal("verify"),
  issues: z.array(issue),
  kustomize: z.strictObject({ version: text, origin: text, file: text }).exactOptional(),
  proven: number,
  disproofs: z.array(disproof),
  conflicts: z.array(issue),
  stale: z.array(text),
});

/** What a part says that its command found. */
export const resultSchema: z.ZodType<Result> = z.discriminatedUnion("command", [
  compileResult,
  diffResult,
  verifyResult,
]);
