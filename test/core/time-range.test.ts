import { UserError } from '../../src/core/errors.ts';
import { readTimeRange } from '../../src/core/time-range.ts';
import { splitWords } from '../../src/core/words.ts';

const NOW = Date.parse('2026-10-21T14:20:00Z'); // a Wednesday

async function read(text: string, zone = 'UTC', now = NOW) {
  const { value, rest } = await readTimeRange(splitWords(text), now, async () => zone);
  const iso = (at: number | undefined): string | undefined =>
    at === undefined ? undefined : new Date(at).toISOString().slice(0, 16);
  return [iso(value?.from), iso(value?.to), rest.map((word) => word.text).join(' ')];
}

test.each([
  ['today', '2026-10-21T00:00', '2026-10-22T00:00'],
  ['yesterday', '2026-10-20T00:00', '2026-10-21T00:00'],
  ['tomorrow', '2026-10-22T00:00', '2026-10-23T00:00'],
  ['tonight', '2026-10-21T18:00', '2026-10-22T06:00'],
  ['last night', '2026-10-20T18:00', '2026-10-21T06:00'],
  ['this morning', '2026-10-21T06:00', '2026-10-21T12:00'],
  ['this week', '2026-10-19T00:00', '2026-10-26T00:00'],
  ['last week', '2026-10-12T00:00', '2026-10-19T00:00'],
  ['this month', '2026-10-01T00:00', '2026-11-01T00:00'],
  ['last month', '2026-09-01T00:00', '2026-10-01T00:00'],
  ['this shift', '2026-10-21T14:00', '2026-10-21T22:00'],
  ['current shift', '2026-10-21T14:00', '2026-10-21T22:00'],
  ['last shift', '2026-10-21T06:00', '2026-10-21T14:00'],
  ['last 24h', '2026-10-20T14:20', '2026-10-21T14:20'],
  ['past 90 minutes', '2026-10-21T12:50', '2026-10-21T14:20'],
  ['last hour', '2026-10-21T13:20', '2026-10-21T14:20'],
  ['last 2 weeks', '2026-10-07T14:20', '2026-10-21T14:20'],
  ['since monday', '2026-10-19T00:00', '2026-10-21T14:20'],
  ['since wed', '2026-10-21T00:00', '2026-10-21T14:20'],
  ['since yesterday', '2026-10-20T00:00', '2026-10-21T14:20'],
  ['since 06:00', '2026-10-21T06:00', '2026-10-21T14:20'],
  ['since 22:00', '2026-10-20T22:00', '2026-10-21T14:20'],
  ['since 2026-10-01', '2026-10-01T00:00', '2026-10-21T14:20'],
  ['on monday', '2026-10-19T00:00', '2026-10-20T00:00'],
  ['monday', '2026-10-19T00:00', '2026-10-20T00:00'],
  ['2026-10-05', '2026-10-05T00:00', '2026-10-06T00:00'],
  ['on 2026-10-05', '2026-10-05T00:00', '2026-10-06T00:00'],
  ['2026-10-01..2026-10-07', '2026-10-01T00:00', '2026-10-08T00:00'],
])('"%s" is %s to %s', async (text, from, to) => {
  expect(await read(`Rex ${text} failed`)).toEqual([from, to, 'Rex failed']);
});

test('days are those of the reader', async () => {
  expect(await read('today', 'America/New_York')).toEqual(['2026-10-21T04:00', '2026-10-22T04:00', '']);
  expect(await read('today', 'Asia/Tokyo')).toEqual(['2026-10-20T15:00', '2026-10-21T15:00', '']);
});

test('the day of the change from summer time has 25 hours', async () => {
  const now = Date.parse('2026-10-25T12:00:00Z');
  expect(await read('today', 'Europe/Berlin', now)).toEqual(['2026-10-24T22:00', '2026-10-25T23:00', '']);
});

test.each(['Rex', 'last Rex', 'last', 'last 0 days', '"last week"', 'on Rex', 'week'])(
  '"%s" names no time',
  async (text) => {
    const [from, , rest] = await read(text);
    expect([from, rest]).toEqual([undefined, text.replaceAll('"', '')]);
  },
);

test('the zone is asked for only when there is a time to read', async () => {
  let asked = 0;
  const zone = async () => {
    asked++;
    return 'UTC';
  };
  await readTimeRange(splitWords('failed Rex'), NOW, zone);
  expect(asked).toBe(0);
  await readTimeRange(splitWords('today'), NOW, zone);
  expect(asked).toBe(1);
});

test.each(['2026-02-30', '2026-10-07..2026-10-01', 'since lunch'])('"%s" gets a clear error', async (text) => {
  await expect(read(text)).rejects.toThrow(UserError);
});

test('an endless word is no time and is not looked through', async () => {
  const words = splitWords(`${'!'.repeat(40_000)}x ${'today'.padEnd(50, '!')}`);
  expect(await readTimeRange(words, NOW, async () => 'UTC')).toEqual({ value: undefined, rest: words });
});

test('every label reads back as the same span', async () => {
  for (const text of ['today', 'past 90 minutes', 'last hour', 'since monday', 'on monday', '2026-10-01..2026-10-07']) {
    const first = await readTimeRange(splitWords(text), NOW, async () => 'UTC');
    const again = await readTimeRange(splitWords(first.value?.label ?? ''), NOW, async () => 'UTC');
    expect(again.value).toEqual(first.value);
  }
});
