import type { z } from "zod";

/** What a schema expected, as the end of a sentence; a schema's own `error` comes before it. */
export function expected(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return types.get(issue.expected) ?? issue.expected;
    case "invalid_value":
      return issue.values.map((value) => JSON.stringify(value)).join(" or ");
    case "too_small":
      return `at least ${issue.minimum}${unitOf(issue.origin, issue.minimum)}`;
    case "too_big":
      return `at most ${issue.maximum}${unitOf(issue.origin, issue.maximum)}`;
    case "invalid_key":
      return issue.issues[0]?.message ?? "another key";
    default:
      return "something else";
  }
}

const types: ReadonlyMap<string, string> = new Map([
  ["string", "text"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["boolean", "true or false"],
  ["object", "a map of options"],
  ["record", "a map"],
  ["array", "a list"],
]);

function unitOf(origin: string, number: number | bigint): string {
  if (origin !== "string") return "";
  return Number(number) === 1 ? " character" : " characters";
}
