import Fuse from 'fuse.js';

/** What a name that somebody wrote can mean: one thing, several, or none, with the nearest names. */
export type NameMatch<T> =
  | { readonly kind: 'one'; readonly match: T }
  | { readonly kind: 'several'; readonly matches: readonly T[] }
  | { readonly kind: 'none'; readonly nearest: readonly string[] };

/** Reduces a name to what people remember of it: no case, accents, punctuation or leading zeros ("Spot-01" and "spot 1" are one). */
export function simplify(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\d+/g, (digits) => ` ${Number(digits)} `)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Finds what a name means: an exact name beats an equal one, an equal one beats a part. */
export function findByName<T>(wanted: string, things: readonly T[], nameOf: (thing: T) => string): NameMatch<T> {
  const simple = simplify(wanted);
  const tests: readonly ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => simplify(name) === simple,
    (name) => simple !== '' && ` ${simplify(name)} `.includes(` ${simple} `),
    (name) => simple.length > 1 && simplify(name).startsWith(simple),
  ];
  for (const test of tests) {
    const matches = things.filter((thing) => test(nameOf(thing)));
    const [match] = matches;
    if (match !== undefined) return matches.length === 1 ? { kind: 'one', match } : { kind: 'several', matches };
  }
  return { kind: 'none', nearest: nearestNames(wanted, things.map(nameOf)) };
}

/** The three names that look most like what was written, the nearest first; none where nothing is near. */
export function nearestNames(wanted: string, names: readonly string[]): readonly string[] {
  const list = [...new Set(names)].map((name) => ({ name, simple: simplify(name) }));
  const fuse = new Fuse(list, { keys: ['simple'], threshold: 0.4, ignoreLocation: true });
  return fuse.search(simplify(wanted).slice(0, 60), { limit: 3 }).map((result) => result.item.name);
}

/** The words that all names begin with: "Spot" of "Spot-01" and "Spot-02"; an empty text where there are none. */
export function sharedStart(names: readonly string[]): string {
  const [first = '', ...others] = names.map((name) => name.split(/[\s-]/));
  const parts = first === '' ? [] : first;
  const end = parts.findIndex((part, i) => others.some((other) => other[i] !== part));
  return parts.slice(0, end < 0 ? parts.length : end).join(' ');
}
