/** A line of the table. */
export interface Row {
  readonly job: string;
  readonly measured: string;
  /** What it is to be; without one it is only told. */
  readonly bar?: string;
  /** Whether it is that. */
  readonly isMet?: boolean;
}

/** A measurement of some minutes at most. */
export interface Job {
  readonly name: string;
  /** Its rows. With `isQuick` it takes seconds, by fewer environments, or gives none. */
  run(isQuick: boolean): Promise<readonly Row[]>;
}
