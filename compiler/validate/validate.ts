import type { Application, OptionPath, Rule } from "../application.ts";
import { errorsFirst, isError, listedOptions } from "../issue.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { expected } from "./expected.ts";
import type { OptionIssue } from "./option-issue.ts";
import { repair } from "./repair.ts";
import { schemaIssues } from "./schema-issues.ts";

/** Options after validation. */
interface Validated<Options> {
  /** Absent where an issue is an error. */
  readonly options?: Options;
  /** The first `listedOptions` of them, errors before warnings. */
  readonly issues: readonly OptionIssue[];
  /** How many issues there are in all. */
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
): Validated<Options> {
  const parsed = application.schema.safeParse(options, { error: expected, reportInput: true, jitless });
  if (parsed.success) {
    const issues = brokenRules(application, parsed.data);
    return { ...(issues.some(isError) ? {} : { options: parsed.data }), ...firstOf(issues) };
  }
  const { issues, total } = schemaIssues(application.schema, parsed.error.issues);
  if (sound === undefined || total > issues.length) return { issues, total };
  const refused = issues.map(({ path }) => path);
  const repaired = application.schema.safeParse(repair(options, refused, sound), { jitless });
  const broken = repaired.success ? brokenRules(application, repaired.data) : [];
  return firstOf([...issues, ...broken.filter((issue) => !looksAt(issue, refused))]);
}

/** Code that zod generates for a schema takes longer to make than a thousand environments save by it. */
const jitless = true;

function firstOf(issues: readonly OptionIssue[]): Validated<never> {
  return { issues: errorsFirst(issues).slice(0, listedOptions), total: issues.length };
}

function brokenRules<Options>(application: Application<Options>, options: Options): OptionIssue[] {
  return application.rules.flatMap((rule) => {
    const { code, why } = rule;
    const severity = isWarning(rule, application, options) ? { severity: "warning" as const } : {};
    return rule.check(options).map((violation) => ({ code, ...severity, why, place: "value", ...violation }));
  });
}

function isWarning<Options>({ severity }: Rule<Options>, application: Application<Options>, options: Options): boolean {
  return severity === "warning" || (severity === "production" && !application.isProduction(options));
}

function looksAt({ path, involves = [] }: OptionIssue, refused: readonly OptionPath[]): boolean {
  return [path, ...involves].some((one) => refused.some((other) => overlaps(one, other)));
}

function overlaps(one: OptionPath, other: OptionPath): boolean {
  return one.every((part, depth) => depth >= other.length || part === other[depth]);
}
