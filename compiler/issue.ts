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

/** An error in a shared file shows up in every environment; it is one error, of the first of them. */
export function oneRootCause(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>();
  return issues.filter(({ code, message, location }) => {
    const key = JSON.stringify([code, message, location]);
    return !seen.has(key) && seen.add(key);
  });
}

/** How many wrong options of one environment are told; of more it is told only how many they are. */
export const listedOptions = 20;

/** What stands for the wrong options of an environment that are not told one by one; none where there are none. */
export function moreOptions(count: number): readonly Issue[] {
  if (count <= 0) return [];
  const message = `… ${count.toLocaleString("en-US")} more ${count === 1 ? "option is" : "options are"} wrong`;
  return [{ code: "option/more", message, hint: "Mend those that are listed, then run it again." }];
}
