import type { z } from "zod";
import type { OptionPath } from "../application.ts";
import { listedOptions } from "../issue.ts";
import { isSecretName } from "../kubernetes/secret-names.ts";
import { closestOption } from "./closest-option.ts";
import { closestQuantity } from "./closest-quantity.ts";
import type { OptionIssue } from "./option-issue.ts";
import { optionPaths } from "./option-paths.ts";
import { hidden, pathText, valueText } from "./text.ts";

type ZodIssue = z.core.$ZodIssue;

/**
 * What a schema refuses, one issue for each option: the first `listedOptions`, and how many there are in all. The message
 * of each of `issues` is what was expected.
 */
export function schemaIssues(
  schema: z.ZodType,
  issues: readonly ZodIssue[],
): { readonly issues: readonly OptionIssue[]; readonly total: number } {
  const options = optionPaths(schema);
  const listed: OptionIssue[] = [];
  let total = 0;
  for (const issue of issues) {
    const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
    const room = listedOptions - listed.length;
    if (issue.code === "unrecognized_keys") {
      listed.push(...issue.keys.slice(0, room).map((key) => unknownOption([...path, key], options)));
      total += issue.keys.length;
    } else {
      if (room > 0) listed.push(issue.input === undefined ? missingOption(path, issue) : wrongOption(path, issue));
      total += 1;
    }
  }
  return { issues: listed, total };
}

/** The issue of a path that a schema knows no option at; undefined where it may know one. */
export function unknownOptionAt(schema: z.ZodType, path: readonly string[]): OptionIssue | undefined {
  const { error } = schema.safeParse(path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), null));
  const unknown = error?.issues.filter(({ code }) => code === "unrecognized_keys") ?? [];
  return schemaIssues(schema, unknown).issues[0];
}

function unknownOption(path: OptionPath, options: readonly OptionPath[]): OptionIssue {
  const closest = closestOption(path, options);
  const group = path.slice(0, -1);
  const known = options
    .filter((option) => pathText(option.slice(0, -1)) === pathText(group))
    .map((option) => option.at(-1));
  const hint = closest === undefined ? `known here: ${known.join(", ")}` : `did you mean ${pathText(closest)}?`;
  return { code: "option/unknown", path, place: "key", message: `there is no option ${pathText(path)}`, hint };
}

function missingOption(path: OptionPath, issue: ZodIssue): OptionIssue {
  const message = `${pathText(path)} is missing, expected ${issue.message}`;
  return { code: "option/missing", path, place: "value", message };
}

function wrongOption(path: OptionPath, issue: ZodIssue): OptionIssue {
  if (namesSecret(path)) {
    const message = `${pathText(path)} is not the name of a Secret, expected ${issue.message}`;
    // what stands in its place may be the secret itself
    return { code: codeOf(issue), path, place: "value", message, isSecret: true };
  }
  const value = isSecretName(String(path.at(-1))) ? hidden : valueText(issue.input);
  const message = `${pathText(path)} is ${value}, expected ${issue.message}`;
  if (value === hidden) return { code: codeOf(issue), path, place: "value", message, isSecret: true };
  const patterns = quantityPatterns(issue);
  const closest = typeof issue.input === "string" ? closestQuantity(issue.input, patterns) : undefined;
  const hint = closest === undefined ? {} : { hint: `did you mean "${closest}"?` };
  return { code: codeOf(issue), path, place: "value", message, ...hint };
}

/** True for options such as `superDigestSecret` and `tls.clients.secret`. */
function namesSecret(path: OptionPath): boolean {
  return path.some((part) => /secrets?$/i.test(String(part)));
}

function codeOf(issue: ZodIssue): string {
  if (typeof issue.input === "string" && quantityPatterns(issue).length > 0) return "option/unit";
  if (issue.code === "invalid_type" || issue.code === "invalid_union") return "option/type";
  return issue.code === "invalid_format" || issue.code === "invalid_key" ? "option/format" : "option/range";
}

/** The regular expressions of the quantities that the schema would have taken. */
function quantityPatterns(issue: ZodIssue): string[] {
  if (issue.code === "invalid_union") return issue.errors.flat().flatMap(quantityPatterns);
  return issue.code === "invalid_format" && issue.format === "template_literal" && issue.pattern ? [issue.pattern] : [];
}
