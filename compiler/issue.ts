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
}
