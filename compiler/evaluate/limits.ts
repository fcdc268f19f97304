/** What the evaluation of one environment may use. */
export interface Limits {
  /** Calls of the sandbox's interrupt handler, the same on every machine: about 20,000 are a second of a tight loop. */
  readonly steps: number;
  /** Bytes. */
  readonly memory: number;
  /** Bytes of stack: how deep calls may nest. */
  readonly stack: number;
  /** Milliseconds; only a backstop for what `steps` does not count. */
  readonly wall: number;
}

/** A thousand times what an environment of 40 options needs. */
export const defaultLimits: Limits = { steps: 10_000, memory: 64 * 1024 * 1024, stack: 256 * 1024, wall: 10_000 };

/** How many environments may exceed their limits before all others get reduced ones: what they waste is bounded. */
export const patience = 3;

/** The same for the environments of one file: the others of it are then not run. */
export const patienceInFile = 2;

/** What an environment gets after too many others exceeded their limits: still a hundred times what it needs. */
export function reduced(limits: Limits): Limits {
  return { ...limits, steps: Math.ceil(limits.steps / 10), wall: Math.ceil(limits.wall / 10) };
}
