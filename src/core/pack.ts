/** What a group may hold of something, and how much of it an item is. */
export interface Budget<T> {
  readonly most: number;
  readonly of: (item: T) => number;
}

/** Puts items into as few groups as their order and the budgets allow; an item that is too much by itself stands alone. */
export function pack<T>(items: readonly T[], budgets: readonly Budget<T>[]): readonly T[][] {
  const groups: T[][] = [];
  let current: T[] = [];
  let used = budgets.map(() => 0);
  for (const item of items) {
    const sizes = budgets.map(({ of }) => of(item));
    const sums = sizes.map((size, i) => (used[i] ?? 0) + size);
    const isFull = current.length > 0 && budgets.some(({ most }, i) => (sums[i] ?? 0) > most);
    if (isFull) {
      groups.push(current);
      current = [];
    }
    current.push(item);
    used = isFull ? sizes : sums;
  }
  if (current.length > 0) groups.push(current);
  return groups;
}
