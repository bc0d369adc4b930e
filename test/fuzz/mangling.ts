import fc from 'fast-check';

const NASTY = [
  '',
  'A'.repeat(3_100),
  '<!channel>',
  '__proto__',
  'constructor',
  '\0',
  '{{DATE()}}',
  '%s%n%x',
  '🤖'.repeat(200),
  '../../../etc/passwd',
  'http://169.254.169.254/latest/',
  'https://hooks.slack.com@evil.example/',
  '-1',
  '1e400',
  'NaN',
  '\ud800',
  '\u202eabc',
  "' or 1=1 --",
  'robots',
  'subscribe daily 07:00',
  'order WO-3991420',
  'how did the last mission go?',
  'use north',
  'summary last 999999999 days',
];
const DEEP = JSON.parse(`${'['.repeat(900)}${']'.repeat(900)}`) as unknown;

/** Words that somebody may have made trouble with before, questions, and noise. */
export const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

/** Anything that JSON can say. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, DEEP) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** A change to the node of a tree that a number leads to. */
export interface Change {
  readonly at: number;
  readonly how: 'replace' | 'remove' | 'wrap' | 'rename';
  readonly value: unknown;
}

/** A few changes, or none. */
export const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.record({ at: fc.nat(400), how: fc.constantFrom('replace', 'remove', 'wrap', 'rename'), value }),
  { maxLength: 4 },
);

/** Places of a body and the bytes that are put there; none at most times. */
export const byteChanges: fc.Arbitrary<readonly (readonly [number, number])[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(3_000), fc.nat(255)), { maxLength: 4 }) },
);

type Tree = Record<string, unknown>;

/** The places of a tree, each by its holder and key. */
function placesIn(tree: unknown): readonly (readonly [Tree, string])[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const holder = tree as Tree;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...placesIn(holder[key])]);
}

/** A tree with changes; the original stays as it is. */
export function changed(original: object, made: readonly Change[]): unknown {
  const tree: Tree = structuredClone(original) as Tree;
  for (const { at, how, value: put } of made) {
    const places = placesIn(tree);
    const [holder, key] = places[at % Math.max(1, places.length)] ?? [];
    if (holder === undefined || key === undefined) break;
    if (how === 'replace') holder[key] = put;
    else if (how === 'wrap') holder[key] = [holder[key]];
    else {
      const kept = holder[key];
      delete holder[key];
      if (how === 'rename') define(holder, JSON.stringify(put) ?? '', kept);
    }
  }
  return tree;
}

/** As JSON would: `__proto__` is a name like others. */
function define(holder: Tree, name: string, kept: unknown): void {
  Object.defineProperty(holder, name, { value: kept, enumerable: true, writable: true, configurable: true });
}

/** JSON in a text, with changes to what it says. */
export function changedJson(json: string, made: readonly Change[]): string {
  return JSON.stringify(changed(JSON.parse(json), made)) ?? '';
}

/** A body in which bytes are changed, in place. */
export function withBytes(body: Buffer, made: readonly (readonly [number, number])[]): Buffer {
  for (const [at, byte] of made) if (body.length > 0) body[at % body.length] = byte;
  return body;
}

/** What can stand in a header, bytes beyond ASCII among it. */
export const inHeader = (words: string): string => words.replace(/[^\x20-\x7e\x80-\xff]/g, '?').slice(0, 400);

/** What can stand in a request's first line, though no browser would leave it so. */
export const inAddress = (words: string): string => words.replace(/[^\x21-\x7e\x80-\xff]/g, '+').slice(0, 400);
