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
