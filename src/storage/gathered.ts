/** Gathers what is asked within `ms` milliseconds and does it at once, so that under load many writes become one. `work` gives a result for each item, in their order. */
export function gathered<Item, Result>(
  ms: number,
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let items: Item[] = [];
  let working: Promise<readonly Result[]> | undefined;

  async function workLater(): Promise<readonly Result[]> {
    await new Promise((resolve) => setTimeout(resolve, ms));
    const all = items;
    items = [];
    working = undefined;
    return work(all);
  }

  return async (item) => {
    const at = items.push(item) - 1;
    working ??= workLater();
    const result = (await working)[at];
    if (result === undefined) throw new Error('a gathered item got no result');
    return result;
  };
}
