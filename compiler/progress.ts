/** Is told how far long work is: what is being done (`evaluating`), with how many environments of how many. */
export type Progress = (what: string, done: number, total: number) => void;

/** Gives back what it is given, and tells each time that one more of `total` is done. */
export function counting(progress: Progress | undefined, what: string, total: number): <Item>(item: Item) => Item {
  let done = 0;
  return (item) => {
    done += 1;
    progress?.(what, done, total);
    return item;
  };
}
