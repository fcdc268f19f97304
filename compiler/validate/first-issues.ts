import { errorsFirst, type Issue, isError, listedOptions, moreOptions } from "../issue.ts";
import type { OptionIssue } from "./option-issue.ts";

/** What is wrong with an instance: the first issues, and how many there are in all. */
export interface InstanceIssues {
  readonly issues: readonly OptionIssue[];
  readonly total: number;
}

/** The first issues of the options of all instances, errors before warnings, and an issue for the others. */
export function firstIssues(instances: readonly InstanceIssues[]): {
  readonly listed: readonly OptionIssue[];
  readonly more: readonly Issue[];
} {
  const listed = errorsFirst(instances.flatMap(({ issues }) => issues)).slice(0, listedOptions);
  const more = moreOptions(instances.reduce((sum, { total }) => sum + total, 0) - listed.length);
  const severity = listed.some(isError) ? {} : { severity: "warning" as const };
  return {
    listed: listed.map((issue) => hidden(issue, listed)),
    more: more.map((issue) => ({ ...issue, ...severity })),
  };
}

/** What stands where a secret stands is not shown by other issues either. */
function hidden(issue: OptionIssue, all: readonly OptionIssue[]): OptionIssue {
  const path = JSON.stringify(issue.path);
  return all.some((one) => one.isSecret && JSON.stringify(one.path) === path) ? { ...issue, isSecret: true } : issue;
}
