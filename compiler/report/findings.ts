import type {
  Cause,
  ChangeGroup,
  EnvironmentChange,
  Impact,
  Review,
  ReviewedObject,
  Verdict,
} from "../environment-change.ts";
import type { Issue, Location } from "../issue.ts";
import { withoutContentHash } from "../kubernetes/content-hash.ts";
import { displayName } from "../kubernetes/identity.ts";
import { listNames } from "./text.ts";
import { formatPath } from "./value.ts";

/** What of a change's consequences is worth a mark in the sources, and how much a reviewer has to know of it. */
const kinds: ReadonlyMap<Verdict, { readonly code: string; readonly severity?: "warning" | "note" }> = new Map([
  ["refused", { code: "impact/refused" }],
  ["replaces", { code: "impact/replaces" }],
  ["deletes", { code: "impact/deletes", severity: "warning" }],
  ["restarts", { code: "impact/restarts", severity: "note" }],
  ["scales", { code: "impact/scales", severity: "note" }],
  ["pending", { code: "impact/pending", severity: "warning" }],
  ["ignored", { code: "impact/ignored", severity: "warning" }],
]);

/** A consequence at the line that caused it. */
interface Finding {
  readonly environment: EnvironmentChange;
  /** The environments in which it is so: itself, and those of its group whose causes were not looked for. */
  readonly names: readonly string[];
  readonly impact: Impact;
  /** What of the rendered objects it is: `StatefulSet/zk spec.replicas`. */
  readonly subject: string;
  readonly cause: Cause | undefined;
}

/**
 * What a change does, as issues at the lines that caused it: an error where the API server refuses or a running object
 * would be replaced, else a warning or a note. What one line does alike in several places and environments is one issue.
 */
export function findingsOf({ groups }: Review): readonly Issue[] {
  const merged = new Map<string, Finding[]>();
  for (const group of groups) {
    for (const finding of findingsIn(group)) {
      const key = JSON.stringify([finding.impact.verdict, finding.impact.message, placeOf(finding)]);
      merged.set(key, [...(merged.get(key) ?? []), finding]);
    }
  }
  const notes = groups.flatMap(({ environments }) => environments.flatMap(notesOf));
  return [...[...merged.values()].map(toIssue), ...notes].sort((a, b) => rank(a) - rank(b));
}

function rank({ severity }: Issue): number {
  return ["error", "warning", "note"].indexOf(severity ?? "error");
}

function findingsIn({ environments }: ChangeGroup): readonly Finding[] {
  const [first, ...others] = environments;
  const traced = others.filter(isTraced);
  const alike = others.filter((one) => !isTraced(one)).map(({ name }) => name);
  const all = [
    ...first.changes.flatMap((change) => subjectsOf(change, first, [first.name, ...alike])),
    ...traced.flatMap((one) => one.changes.flatMap((change) => subjectsOf(change, one, [one.name]))),
  ];
  return all.filter(({ impact }) => kinds.has(impact.verdict));
}

function isTraced({ changes }: EnvironmentChange): boolean {
  return changes.some((change) =>
    change.change === "changed"
      ? change.fields.some(({ causes }) => causes !== undefined)
      : change.causes !== undefined,
  );
}

function subjectsOf(
  change: ReviewedObject,
  environment: EnvironmentChange,
  names: readonly string[],
): readonly Finding[] {
  const object = withoutContentHash(displayName(change.object));
  if (change.change !== "changed") {
    return [{ environment, names, impact: change.impact, subject: object, cause: change.causes?.[0] }];
  }
  return change.fields.map(({ impact, path, causes }) => {
    return { environment, names, impact, subject: `${object} ${formatPath(path)}`, cause: causes?.[0] };
  });
}

/** The line that sets the option, or where it was taken away the line that sets it no more; else the whole file. */
function placeOf({ cause, environment }: Finding): Location {
  return cause?.set ?? { file: environment.file, line: 1, column: 1 };
}

function toIssue(findings: readonly Finding[]): Issue {
  const [first] = findings;
  if (first === undefined) throw new Error("a finding is in its own group");
  const { impact, cause } = first;
  const kind = kinds.get(impact.verdict) ?? { code: "impact/note" };
  const names = [...new Set(findings.flatMap((finding) => finding.names))];
  const subjects = [...new Set(findings.map(({ subject }) => subject))];
  const steps = impact.remedy?.steps.map(({ text }) => text) ?? [];
  return {
    ...kind,
    message: `${names.length === 1 ? "" : `${listNames(names, 200)}: `}${impact.message} (${listNames(subjects, 400)})`,
    location: placeOf(first),
    ...(names.length === 1 && names[0] !== undefined ? { environment: names[0] } : {}),
    ...(impact.answer === undefined ? {} : { why: `the API server says: ${impact.answer}` }),
    ...(steps.length === 0 ? {} : { hint: steps.join(" ") }),
    related: (cause?.overrode ?? []).map((location) => ({ message: "it overrides this line", location })),
  };
}

function notesOf({ name, file, notes }: EnvironmentChange): readonly Issue[] {
  return notes
    .filter(({ severity }) => severity === "warning")
    .map(({ message, why }) => ({
      code: "impact/note",
      severity: "warning" as const,
      message,
      environment: name,
      location: { file, line: 1, column: 1 },
      ...(why === undefined ? {} : { why }),
    }));
}
