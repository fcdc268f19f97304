import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod";
import { diff } from "../../compiler/diff/diff.ts";
import { judge } from "../../compiler/impact/impact.ts";
import { displayName, isManifest } from "../../compiler/kubernetes/identity.ts";
import type { Manifest } from "../../compiler/kubernetes/manifest.ts";
import { formatPath } from "../../compiler/report/value.ts";

const folder = "test/impact/cases";
const manifest = z.json().transform((value, context): Manifest => {
  if (isManifest(value)) return value;
  context.addIssue("no Kubernetes object");
  return z.NEVER;
});

/**
 * A fact about the API server, the controllers or the delivery tools: `before` is in the cluster, `after` is applied.
 * Every change that there is has to be expected; `message` and `answer` are parts of Overlayer's and the server's words.
 */
const caseSchema = z.strictObject({
  fact: z.string(),
  kubernetesVersion: z.string().default("1.34"),
  before: z.array(manifest),
  after: z.array(manifest),
  expected: z.array(
    z.strictObject({
      object: z.string(),
      field: z.string().optional(),
      verdict: z.string(),
      message: z.string().optional(),
      answer: z.string().optional(),
    }),
  ),
});

const cases = readdirSync(folder).map((name) => ({
  name,
  ...caseSchema.parse(JSON.parse(readFileSync(`${folder}/${name}`, "utf8"))),
}));

test.for(cases)("$fact ($name)", ({ before, after, kubernetesVersion, expected }) => {
  const judged = judge(diff(before, after), before, after, kubernetesVersion).flatMap((change) => {
    const object = displayName(change.object);
    if (change.change !== "changed") return [{ object, ...change.impact }];
    return change.fields.map(({ path, impact }) => ({ object, field: formatPath(path), ...impact }));
  });
  expect(judged).toMatchObject(
    expected.map(({ message = "", answer, ...exact }) => ({
      ...exact,
      message: expect.stringContaining(message),
      ...(answer === undefined ? {} : { answer: expect.stringContaining(answer) }),
    })),
  );
  expect(judged).toHaveLength(expected.length);
});

test("every refusal says what to do and what each delivery tool makes of it", () => {
  const refusals = cases.flatMap(({ before, after, kubernetesVersion }) =>
    judge(diff(before, after), before, after, kubernetesVersion).flatMap((change) =>
      change.change === "changed" ? change.fields.filter(({ impact }) => impact.verdict === "refused") : [],
    ),
  );
  expect(refusals.length).toBeGreaterThan(20);
  for (const { impact } of refusals) {
    expect(impact.answer).toBeTruthy();
    expect(impact.remedy?.steps.length).toBeGreaterThan(0);
    expect(impact.delivery?.flux).toContain("force: true");
    expect(impact.delivery?.argoCd).toContain("Replace=true");
  }
});
