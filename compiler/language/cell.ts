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

/** What is told of a read: the place, that whose value is computed for which it is read (none outside of any), and how. */
type Watch = (read: Place, reader: Place | undefined, how: "value" | "name") => void;

let watch: Watch | undefined;

/** From now on tells of every place that is read: its value, or only whether there is one. Without a callback of none. */
export function watchReads(callback?: Watch): void {
  watch = callback;
}

/** To be called with every place whose value is read. */
export function noteRead(read: Place): void {
  if (watch !== undefined) watch(read, reading.at(-1), "value");
}

/** To be called where it is asked whether a map has a key; without a key, which ones it has. */
export function noteName(around: Place, key = anyName): void {
  if (watch !== undefined) watch({ around, key }, reading.at(-1), "name");
}

/** Stands for all keys of a map. */
export const anyName = "*";

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
