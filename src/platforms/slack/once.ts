/** Lets those who ask for the same while it is under way share it. */
export function once<T>(underWay: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const begun = underWay.get(key);
  if (begun !== undefined) return begun;
  const working = work().finally(() => underWay.delete(key));
  underWay.set(key, working);
  return working;
}
