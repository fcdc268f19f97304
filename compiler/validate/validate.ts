import * as z from "zod";
import type { Application, OptionPath, Rule } from "../application.ts";
import { errorsFirst, isError } from "../issue.ts";
import { fieldOf } from "../kubernetes/compare.ts";
import type { Json, JsonObject } from "../kubernetes/json.ts";
import { oncePer, remembering } from "../kubernetes/remembering.ts";
import { expected } from "./expected.ts";
import type { OptionIssue } from "./option-issue.ts";
import { repair } from "./repair.ts";
import { schemaIssues } from "./schema-issues.ts";
import type { SilentRules } from "./silent-rules.ts";

/** Options after validation. */
interface Validated<Options> {
  /** Absent where an issue is an error. */
  readonly options?: Options;
  /** Options that the schema accepts, for what is to be checked of them although rules are broken, or some were refused. */
  readonly accepted?: { readonly options: Options; isOf(issue: OptionIssue): boolean };
  /** Errors before warnings; of what the schema refuses the first `listedOptions`. */
  readonly issues: readonly OptionIssue[];
  /** How many issues there are in all. */
  readonly total: number;
}

/** Options that the schema accepts, as they were given and as the schema returned them. */
export interface Accepted<Options> {
  readonly given: JsonObject;
  readonly options: Options;
  readonly silent: SilentRules;
}

/**
 * Checks options against the schema and all rules; gives all issues at once. Rules need options that the schema accepts:
 * those that it refuses are taken from `sound`, such as the base's, and what then breaks because of them is not told.
 * Options that are the very ones of `known` are not parsed again, and rules that looked only at those are not asked.
 */
export function validate<Options>(
  application: Application<Options>,
  options: JsonObject,
  sound?: JsonObject,
  known?: Accepted<Options>,
): Validated<Options> {
  const parsed =
    parseOthers(application.schema, options, known) ??
    application.schema.safeParse(options, { error: expected, reportInput: true, jitless });
  if (parsed.success) {
    const { data, asked = application.rules } =
      "changed" in parsed
        ? { data: parsed.data, asked: application.rules.filter(mayBreak(parsed.changed, known)) }
        : // zod adds field after field, which V8 makes a dictionary of: a copy is read and copied in a tenth of the time
          { data: { ...parsed.data } };
    const issues = brokenRules(application, data, asked);
    const accepted = { options: data, isOf: () => true };
    return { ...(issues.some(isError) ? {} : { options: data }), accepted, ...allOf(issues) };
  }
  const { issues, total } = schemaIssues(application.schema, parsed.error.issues);
  if (sound === undefined || total > issues.length) return { issues, total };
  const refused = issues.map(({ path }) => path);
  const repaired = application.schema.safeParse(repair(options, refused, sound), { jitless });
  if (!repaired.success) return { issues, total };
  const isOf = (issue: OptionIssue) => !looksAt(issue, refused);
  const broken = brokenRules(application, repaired.data, application.rules).filter(isOf);
  return { accepted: { options: repaired.data, isOf }, ...allOf([...issues, ...broken]) };
}

/** Code that zod generates for a schema takes longer to make than a thousand environments save by it. */
const jitless = true;

/** What the schema returns, where it accepts each option that is not one of `known`; undefined where the whole has to be asked. */
function parseOthers<Options>(
  schema: Application<Options>["schema"],
  options: JsonObject,
  known: Accepted<Options> | undefined,
): { readonly success: true; readonly data: Options; readonly changed: readonly string[] } | undefined {
  if (known === undefined || !(schema instanceof z.ZodObject) || schema.def.checks !== undefined) return undefined;
  const { shape } = schema;
  const changed: [string, unknown][] = [];
  let missing = Object.keys(known.given).length;
  for (const name in options) {
    const old = fieldOf(known.given, name);
    if (old !== undefined) missing -= 1;
    if (options[name] === old) continue;
    if (!Object.hasOwn(shape, name)) return undefined;
    const value = options[name];
    const parsed = typeof value === "string" ? parsedText(shape[name])(value) : parse(shape[name], value);
    if (!parsed.success) return undefined;
    changed.push([name, parsed.data]);
  }
  if (missing > 0) return undefined;
  const data = { ...known.options, ...Object.fromEntries(changed) };
  return { success: true, data, changed: changed.map(([name]) => name) };
}

function parse(schema: z.core.$ZodType, value: Json | undefined) {
  return z.safeParse(schema, value, { jitless });
}

/** A fleet has the same amounts in many environments. */
const parsedText = oncePer((schema: z.core.$ZodType) => remembering((text) => parse(schema, text)));

/** False for a rule that is silent about the `known` options and looks at none of those that are `changed` since. */
function mayBreak(changed: readonly string[], known: Accepted<unknown> | undefined): (rule: Rule<never>) => boolean {
  return (rule) => {
    const names = known?.silent.get(rule);
    return names === undefined || changed.some((name) => names.has(name));
  };
}

function allOf(issues: readonly OptionIssue[]): Pick<Validated<never>, "issues" | "total"> {
  return { issues: errorsFirst(issues), total: issues.length };
}

function brokenRules<Options>(
  application: Application<Options>,
  options: Options,
  rules: readonly Rule<Options>[],
): OptionIssue[] {
  return rules.flatMap((rule) => {
    const violations = rule.check(options);
    if (violations.length === 0) return [];
    const { code, why } = rule;
    const severity = isWarning(rule, application, options) ? { severity: "warning" as const } : {};
    return violations.map((violation) => ({ code, ...severity, why, place: "value", ...violation }));
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
