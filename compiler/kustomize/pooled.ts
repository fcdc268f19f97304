/** Runs a task for every item, at most `size` at a time; the results are in the order of the items. */
export async function pooled<Item, Result>(
  size: number,
  items: readonly Item[],
  task: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await task(item);
  };
  await Promise.all(Array.from({ length: size }, worker));
  return results;
}
