/** The things by a name that only one of them may have; those without a name are left out. Throws an Error that names the place of the second. */
export function indexByName<T>(
  things: readonly T[],
  path: string,
  field: string,
  nameOf: (thing: T) => string | undefined,
): ReadonlyMap<string, T> {
  const byName = new Map<string, T>();
  for (const [index, thing] of things.entries()) {
    const name = nameOf(thing);
    if (name === undefined) continue;
    if (byName.has(name)) throw new Error(`${path}[${index}].${field}: ${JSON.stringify(name)} is there twice`);
    byName.set(name, thing);
  }
  return byName;
}
