import type { Application, OptionPath, Rule } from "../application.ts";
import { listedOptions } from "../issue.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { expected } from "./expected.ts";
import type { OptionIssue } from "./option-issue.ts";
import { repair } from "./repair.ts";
import { schemaIssues } from "./schema-issues.ts";

/** What is wrong with options: the first `listedOptions` issues, and how many there are in all. */
interface Refused {
  readonly issues: readonly OptionIssue[];
  readonly total: number;
}

/**
 * Checks options against the schema and all rules; gives all issues at once. Rules need options that the schema accepts:
 * those that it refuses are taken from `sound`, such as the base's, and what then breaks because of them is not told.
 */
export function validate<Options>(
  application: Application<Options>,
  options: JsonObject,
  sound?: JsonObject,
): { readonly options: Options } | Refused {
  const parsed = application.schema.safeParse(options, { error: expected, reportInput: true });
  if (parsed.success) {
    const issues = brokenRules(application.rules, parsed.data);
    return issues.length === 0 ? { options: parsed.data } : firstOf(issues);
  }
  const { issues, total } = schemaIssues(application.schema, parsed.error.issues);
  if (sound === undefined || total > issues.length) return { issues, total };
  const refused = issues.map(({ path }) => path);
  const repaired = application.schema.safeParse(repair(options, refused, sound));
  const broken = repaired.success ? brokenRules(application.rules, repaired.data) : [];
  return firstOf([...issues, ...broken.filter((issue) => !looksAt(issue, refused))]);
}

function firstOf(issues: readonly OptionIssue[]): Refused {
  return { issues: issues.slice(0, listedOptions), total: issues.length };
}

function brokenRules<Options>(rules: readonly Rule<Options>[], options: Options): OptionIssue[] {
  return rules.flatMap((rule) =>
    rule.check(options).map((violation) => ({ code: rule.code, why: rule.why, place: "value", ...violation })),
  );
}

function looksAt({ path, involves = [] }: OptionIssue, refused: readonly OptionPath[]): boolean {
  return [path, ...involves].some((one) => refused.some((other) => overlaps(one, other)));
}

function overlaps(one: OptionPath, other: OptionPath): boolean {
  return one.every((part, depth) => depth >= other.length || part === other[depth]);
}
