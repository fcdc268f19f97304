import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";
import { wideFleet } from "../fleet.ts";
import type { Job } from "../job.ts";
import { median, seconds } from "../measure.ts";
import { newRepository } from "../repository.ts";

const job = "evaluate 1,000 environments of 40 options";
const evaluator = join(import.meta.dirname, "evaluate.js");

/** Evaluation alone, in the sandbox and in plain V8, which must find the same. */
export const evaluation: Job = {
  name: job,
  run: async () => {
    const folder = newRepository(wideFleet(1000));
    const pairs = [1, 2, 3, 4, 5].map(() => ({ sandbox: evaluated("sandbox", folder), v8: evaluated("v8", folder) }));
    if (pairs.some(({ sandbox, v8 }) => sandbox.environments !== 1000 || sandbox.sum !== v8.sum)) {
      throw new Error(`the sandbox and V8 do not find the same: ${JSON.stringify(pairs[0])}`);
    }
    const milliseconds = median(pairs.map(({ sandbox }) => sandbox.milliseconds));
    const megabytes = Math.max(...pairs.map(({ sandbox }) => sandbox.megabytes));
    const price = median(pairs.map(({ sandbox, v8 }) => sandbox.milliseconds / v8.milliseconds));
    const measured = `${seconds(milliseconds)}, ${megabytes.toFixed(0)} MB; ${price.toFixed(1)} × plain V8`;
    return [{ job, measured, bar: "≤ 1 s, ≤ 150 MB", isMet: milliseconds <= 1000 && megabytes <= 150 }];
  },
};

const evaluatedSchema = z.object({
  environments: z.number(),
  milliseconds: z.number(),
  megabytes: z.number(),
  sum: z.number(),
});

function evaluated(mode: "sandbox" | "v8", folder: string): z.infer<typeof evaluatedSchema> {
  const { status, stdout, stderr } = spawnSync(process.execPath, [evaluator, mode, folder, process.cwd()], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return evaluatedSchema.parse(JSON.parse(stdout));
}
