import type { Progress } from "../progress.ts";
import { startOf } from "../report/text.ts";

/** The last line of a terminal, on which long work shows how far it is. */
export interface ProgressLine {
  readonly tell: Progress;
  /** Takes the line away, so that something else can be printed. */
  clear(): void;
}

/** Work that takes no longer shows nothing. */
const patience = 500;
/** How often the line changes, in milliseconds. */
const interval = 100;
const emptyLine = "\r\u001b[K";

/** A line of at most `width` columns; `now` is a clock in milliseconds. */
export function progressLine(write: (text: string) => void, now: () => number, width: () => number): ProgressLine {
  let begun: number | undefined;
  let shown: number | undefined;
  let current = { what: "", done: 0, since: 0 };
  return {
    tell(what, done, total) {
      const time = now();
      begun ??= time;
      const isNext = what !== current.what || done < current.done;
      current = { what, done, since: isNext ? time : current.since };
      if (time - begun < patience || time - (shown ?? 0) < interval) return;
      shown = time;
      write(emptyLine + startOf(progressText(what, done, total, (time - current.since) / 1000), width() - 1));
    },
    clear() {
      if (shown !== undefined) write(emptyLine);
      begun = undefined;
      shown = undefined;
    },
  };
}

/** `evaluating: 3,400 of 10,000 environments, 520 a second, 13 s left`; at first, without the rate. */
function progressText(what: string, done: number, total: number, seconds: number): string {
  const [some, all] = [done, total].map((number) => number.toLocaleString("en-US"));
  const rate = done / seconds;
  const left = Math.ceil((total - done) / rate);
  const speed = seconds < 0.1 ? "" : `, ${Math.round(rate).toLocaleString("en-US")} a second, ${duration(left)} left`;
  return `${what}: ${some} of ${all} environments${speed}`;
}

function duration(seconds: number): string {
  return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
