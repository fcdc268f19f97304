/** A stretch in which two sequences differ: `before[beforeStart, beforeEnd)` became `after[afterStart, afterEnd)`. */
export interface Region {
  readonly beforeStart: number;
  readonly beforeEnd: number;
  readonly afterStart: number;
  readonly afterEnd: number;
}

/** Time and memory grow with the square of the edits: beyond so many, all that lies between the ends is one region. */
const maximumEdits = 1000;

/** Where two sequences differ, in order, around a longest common subsequence. */
export function differences(before: readonly string[], after: readonly string[]): readonly Region[] {
  const start = commonStart(before, after);
  const end = commonEnd(before, after, start);
  const matches = commonPairs(before.slice(start, before.length - end), after.slice(start, after.length - end));
  const regions: Region[] = [];
  let [beforeStart, afterStart] = [start, start];
  for (const [x, y] of [...matches, [before.length - end - start, after.length - end - start] as const]) {
    const region = { beforeStart, beforeEnd: x + start, afterStart, afterEnd: y + start };
    if (region.beforeEnd > beforeStart || region.afterEnd > afterStart) regions.push(region);
    [beforeStart, afterStart] = [region.beforeEnd + 1, region.afterEnd + 1];
  }
  return regions;
}

function commonStart(before: readonly string[], after: readonly string[]): number {
  let length = 0;
  while (length < before.length && length < after.length && before[length] === after[length]) length++;
  return length;
}

function commonEnd(before: readonly string[], after: readonly string[], start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let length = 0;
  while (length < most && before[before.length - 1 - length] === after[after.length - 1 - length]) length++;
  return length;
}

/** Index pairs of a longest common subsequence, ascending (Myers, "An O(ND) difference algorithm", 1986). */
function commonPairs(before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] {
  const rounds = searchRounds(before, after);
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [before.length, after.length];
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const reached = rounds[edits] ?? new Map();
    const diagonal = previousDiagonal(reached, x - y, edits);
    const previousX = reached.get(diagonal) ?? 0;
    while (x > previousX && y > previousX - diagonal) pairs.push([--x, --y]);
    [x, y] = [previousX, previousX - diagonal];
  }
  return pairs.reverse();
}

/** For each number of edits, how far into `before` each diagonal (x - y) came with one edit less; none beyond the limit. */
function searchRounds(before: readonly string[], after: readonly string[]): readonly ReadonlyMap<number, number>[] {
  const rounds: ReadonlyMap<number, number>[] = [];
  let reached: ReadonlyMap<number, number> = new Map([[1, 0]]);
  for (let edits = 0; edits <= Math.min(before.length + after.length, maximumEdits); edits++) {
    rounds.push(reached);
    const next = new Map<number, number>();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const previous = previousDiagonal(reached, diagonal, edits);
      let x = (reached.get(previous) ?? 0) + (previous < diagonal ? 1 : 0);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return rounds;
    }
    reached = next;
  }
  return [];
}

/** The diagonal from which one more edit gets furthest: an insertion comes from above, a deletion from below. */
function previousDiagonal(reached: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  const inserted = reached.get(diagonal + 1) ?? -1;
  const deleted = reached.get(diagonal - 1) ?? -1;
  return diagonal === -edits || (diagonal !== edits && deleted < inserted) ? diagonal + 1 : diagonal - 1;
}
