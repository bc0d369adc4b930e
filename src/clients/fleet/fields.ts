import * as v from 'valibot';

/** A field that may be missing, null or empty, all of which mean "not reported"; `read` gives undefined for nonsense. */
function field<T>(expected: string, read: (value: unknown) => T | undefined) {
  const message = `Expected ${expected}`;
  return v.optional(
    v.pipe(
      v.unknown(),
      v.rawTransform<unknown, T | undefined>(({ dataset: { value }, addIssue, NEVER }) => {
        if (value === undefined || value === null || value === '') return undefined;
        const result = read(value);
        if (result !== undefined) return result;
        addIssue({ message, expected });
        return NEVER;
      }),
    ),
  );
}

/** Words; a number or truth value is taken as its words (Scout 3.2 gives a mission's status as a number). */
export const text = field('text', (value) => {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
});

/** A number, also as text or as the two halves of a 64-bit integer, as Orbit's calendar may give it. */
export const number = field('a number', readNumber);

/** A moment: ISO 8601 with any fraction and offset, UTC where it names none, or epoch milliseconds. */
export const moment = field('a time', readMoment);

/** Anything; for what is not documented well enough to be called wrong. */
export const anything = v.optional(v.unknown());

/** The identifier of a thing, without which it cannot be told apart. */
export const uuid = v.pipe(v.string(), v.nonEmpty());

/** A list of things, missing or null where there are none. */
export const listOf = <T extends v.GenericSchema>(item: T) => v.nullish(v.array(item), []);

/** Reads a number in any of its forms. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : readNumber(Number(value));
  const long = v.safeParse(Long, value);
  return long.success ? long.output.high * 2 ** 32 + (long.output.low >>> 0) : undefined;
}

const Long = v.object({ low: v.number(), high: v.number() });

const ISO_TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?$/i;

function readMoment(value: unknown): number | undefined {
  if (typeof value !== 'string') return readNumber(value);
  const match = ISO_TIME.exec(value);
  if (!match) return undefined;
  // Without an offset JavaScript would take the machine's own zone.
  const at = Date.parse(match[3] === undefined ? `${value.replace(' ', 'T')}Z` : value);
  return Number.isNaN(at) ? undefined : at;
}
