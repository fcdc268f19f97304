import { keysOf, nameOf, type Place } from "./place.ts";

/** A value that is computed when it is first read, at most once; its place is where it stands in the options. */
export interface Cell extends Place {
  state: "unread" | "reading" | "read" | "failed";
  /** The value once read, what was thrown once failed. */
  result: unknown;
}

/** A value that needs itself: the message has the whole way round. */
export class CycleError extends Error {
  readonly place: Place;

  constructor(way: readonly Place[], place: Place) {
    super([...way, place].map((one) => nameOf(keysOf(one))).join(" → "));
    this.place = place;
  }
}

const reading: Cell[] = [];

let watch: ((reader: Place, read: Place) => void) | undefined;

/** From now on tells of every place that is read while the value of another one is computed. */
export function watchReads(callback: (reader: Place, read: Place) => void): void {
  watch = callback;
}

/** To be called with every place that is read. */
export function noteRead(read: Place): void {
  const reader = watch && reading.at(-1);
  if (watch !== undefined && reader !== undefined) watch(reader, read);
}

/** The cell's value, computed on the first call; a failure is thrown again, the same one, on every call. */
export function force(cell: Cell, compute: () => unknown): unknown {
  if (cell.state === "read") return cell.result;
  if (cell.state === "failed") throw cell.result;
  if (cell.state === "reading") throw new CycleError(reading.slice(reading.indexOf(cell)), cell);
  cell.state = "reading";
  reading.push(cell);
  try {
    cell.result = compute();
    cell.state = "read";
    return cell.result;
  } catch (error) {
    cell.result = error;
    cell.state = "failed";
    throw error;
  } finally {
    reading.pop();
  }
}
