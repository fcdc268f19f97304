/** A place in a source file: path relative to the repository with forward slashes, line and column from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Column just past the marked text, on the same line; one character is marked where it is missing. */
  readonly endColumn?: number;
}

/** A second place that explains an issue, such as the line whose value was overridden. */
interface Related {
  readonly message: string;
  readonly location: Location;
}

/** Something wrong in what the user wrote. Data only: positions, colours and frames are added by a report. */
export interface Issue {
  /** Stable and documented, such as `option/unknown`. */
  readonly code: string;
  /** Absent for an error. A warning or a note is shown and stops nothing. */
  readonly severity?: "warning" | "note";
  /** What is wrong, without its position. */
  readonly message: string;
  readonly location?: Location;
  /** Where the issue belongs to one environment: its name. */
  readonly environment?: string;
  /** Where the same is so in several: the names of all of them, also of the base. */
  readonly environments?: readonly string[];
  /** Why it matters, one sentence. */
  readonly why?: string;
  /** How to mend it, one sentence. */
  readonly hint?: string;
  readonly related?: readonly Related[];
  /** True where the value must not be shown: reports leave out the lines of source. */
  readonly isSecret?: true;
}

/** False for a warning or a note. */
export function isError({ severity }: Pick<Issue, "severity">): boolean {
  return severity === undefined;
}

/** The errors, then the warnings, each in the given order. */
export function errorsFirst<One extends Pick<Issue, "severity">>(issues: readonly One[]): readonly One[] {
  return [...issues.filter(isError), ...issues.filter((one) => !isError(one))];
}

/**
 * Issues of any number of environments as they are told: each once (a mistake in a shared file shows in every
 * environment: it is that of the first, and names them all), the errors first; of both those of no environment by their
 * files, then those of the base, then by the environments' names, what is wrong with one in the given order.
 */
export function inOrder(issues: readonly Issue[]): readonly Issue[] {
  const sorted = errorsFirst(issues.toSorted((one, other) => compareTexts(placeOf(one), placeOf(other))));
  const groups = alike(sorted, ({ code, severity, message, location }) => [code, severity, message, location]);
  return groups.map((group) => ({ ...group[0], ...namesIn(group) }));
}

/** Issues of which the given parts are the same, each group in the order of its first. */
export function alike(
  issues: readonly Issue[],
  partsOf: (issue: Issue) => unknown,
): readonly (readonly [Issue, ...Issue[]])[] {
  const groups = new Map<string, [Issue, ...Issue[]]>();
  for (const issue of issues) {
    const key = JSON.stringify(partsOf(issue));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [issue]);
    else group.push(issue);
  }
  return [...groups.values()];
}

/** The environments of issues that are one, where there are several. */
export function namesIn(issues: readonly Issue[]): Pick<Issue, "environments"> {
  const names = new Set(issues.flatMap(({ environment, environments }) => environments ?? environment ?? []));
  return names.size < 2 ? {} : { environments: [...names] };
}

function placeOf({ environment, location }: Issue): string {
  if (environment === undefined) return `0 ${location?.file ?? ""}`;
  return environment === "base" ? "1" : `2 ${environment}`;
}

function compareTexts(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** How many wrong options of one environment are told; of more it is told only how many they are. */
export const listedOptions = 20;

/** What stands for the wrong options of an environment that are not told one by one; none where there are none. */
export function moreOptions(count: number): readonly Issue[] {
  if (count <= 0) return [];
  const message = `… ${count.toLocaleString("en-US")} more ${count === 1 ? "option is" : "options are"} wrong`;
  return [{ code: "option/more", message, hint: "Mend those that are listed, then run it again." }];
}
