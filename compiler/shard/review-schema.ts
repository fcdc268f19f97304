import * as z from "zod";
import { verdicts } from "../environment-change.ts";
import { isManifest } from "../kubernetes/identity.ts";
import type { Json } from "../kubernetes/json.ts";
import type { Manifest } from "../kubernetes/manifest.ts";
import { json, location } from "./issue-schema.ts";

const text = z.string();
const number = z.number();
const manifest = z.custom<Manifest>((value) => isManifest(value as Json));

const path = z.array(z.union([text, z.strictObject({ index: number, key: text.exactOptional() })]));

const line = z.strictObject({ sign: z.enum([" ", "-", "+"]), text });
const hunk = z.strictObject({ line: number, lines: z.array(line) });

const impact = z.strictObject({
  verdict: z.enum(verdicts),
  message: text,
  answer: text.exactOptional(),
  delivery: z.strictObject({ flux: text, argoCd: text }).exactOptional(),
  remedy: z
    .strictObject({ steps: z.array(z.strictObject({ text, commands: z.array(text).exactOptional() })) })
    .exactOptional(),
});

const cause = z.strictObject({
  option: text,
  old: json.exactOptional(),
  new: json.exactOptional(),
  set: location.exactOptional(),
  overrode: z.array(location),
  was: location.exactOptional(),
});

const consequences = { impact, causes: z.array(cause).exactOptional() };

/** A changed field; with the fields of `more`. */
function fieldWith<More extends z.ZodRawShape>(more: More) {
  return z.discriminatedUnion("change", [
    z.strictObject({ change: z.literal("added"), path, new: json, ...more }),
    z.strictObject({ change: z.literal("removed"), path, old: json, ...more }),
    z.strictObject({ change: z.literal("changed"), path, old: json, new: json, ...more }),
    z.strictObject({ change: z.literal("text"), path, old: text, new: text, hunks: z.array(hunk), ...more }),
    z.strictObject({ change: z.literal("reordered"), path, old: z.array(json), new: z.array(json), ...more }),
  ]);
}

/** A changed object; it, or each of its fields, with the fields of `more`. */
function objectWith<More extends z.ZodRawShape>(more: More) {
  return z.discriminatedUnion("change", [
    z.strictObject({ change: z.enum(["created", "deleted"]), object: manifest, ...more }),
    z.strictObject({
      change: z.literal("changed"),
      object: manifest,
      renamedFrom: text.exactOptional(),
      fields: z.array(fieldWith(more)),
    }),
  ]);
}

/** A changed object without what that does. */
export const unexplainedObject = objectWith({});

const rollout = z.strictObject({
  workload: text,
  namespace: text.exactOptional(),
  restarts: z.array(
    z.strictObject({
      pod: text,
      running: number,
      quorum: z.strictObject({ votes: number, needed: number }).exactOptional(),
    }),
  ),
  added: z.array(text),
  removed: z.array(text),
});

const requests = z.strictObject({ cpu: number, memory: number, storage: number });

/** What happened to one environment: compiler/environment-change.ts. */
export const reviewedEnvironment = z.strictObject({
  name: text,
  file: text,
  status: z.enum(["created", "deleted", "changed", "unchanged"]),
  kubernetesVersion: text,
  changes: z.array(objectWith(consequences)),
  rollouts: z.array(rollout),
  notes: z.array(z.strictObject({ severity: z.enum(["warning", "info"]), message: text, why: text.exactOptional() })),
  totals: z.strictObject({ before: requests, after: requests }),
});
