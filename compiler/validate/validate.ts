import type { Application, Rule } from "../application.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import { expected } from "./expected.ts";
import type { OptionIssue } from "./option-issue.ts";
import { schemaIssues } from "./schema-issues.ts";

/** Checks options against the schema and, where that accepts them, against all rules; gives all issues at once. */
export function validate<Options>(
  application: Application<Options>,
  options: JsonObject,
): { readonly options: Options } | { readonly issues: readonly OptionIssue[] } {
  const parsed = application.schema.safeParse(options, { error: expected, reportInput: true });
  if (!parsed.success) return { issues: schemaIssues(application.schema, parsed.error.issues) };
  const issues = application.rules.flatMap((rule) => broken(rule, parsed.data));
  return issues.length === 0 ? { options: parsed.data } : { issues };
}

function broken<Options>(rule: Rule<Options>, options: Options): OptionIssue[] {
  return rule.check(options).map((violation) => ({ code: rule.code, why: rule.why, place: "value", ...violation }));
}
