import { Temporal } from 'temporal-polyfill';
import { timeAhead, timeRange } from '../../src/core/parameters.ts';
import { splitWords } from '../../src/core/words.ts';
import { answerOf, commandLineOf, lacksSlot } from '../../src/language/command-line.ts';
import type { Rule, RuleCommand, Slots } from '../../src/language/rule.ts';

type Zoned = Temporal.ZonedDateTime;
type Direction = 'past' | 'ahead';

/** Moments at which readers ask, the last two beside the nights in which clocks change. */
const MOMENTS = ['2026-10-21T14:20', '2026-10-21T03:05', '2026-10-18T23:40', '2026-10-25T12:00', '2026-03-29T09:30'];
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York'];
const CLOCKS = ['00:00', '02:30', '14:30', '23:45'];
const DATES = ['2026-10-20', '2026-10-25', '2026-03-29', '2026-12-31'];

const named =
  'today yesterday tomorrow tonight last_night this_morning this_week last_week this_month last_month'.split(' ');
const spans = ['45m', '1h', '24h', '3d', '2w'];
const points = [...DATES, ...CLOCKS, ...DATES.flatMap((date) => CLOCKS.map((clock) => `${date}T${clock}`))];
const shifts = ['day', 'swing', 'night', 'last', 'current'];

const PAST = [
  ...named,
  'this_weekend',
  ...spans.map((span) => `last:${span}`),
  ...points.map((point) => `since:${point}`),
  ...DATES.map((date) => `on:${date}`),
  ...points.map((point) => `at:${point}`),
  ...shifts.map((shift) => `shift:${shift}`),
];
const RANGES = [
  ...CLOCKS.flatMap((from) => CLOCKS.filter((to) => to !== from).map((to) => `range:${from}..${to}`)),
  'range:2026-10-01..2026-10-07',
  'range:2026-10-20..2026-10-20',
  'range:2026-10-20T14:00..2026-10-20T18:00',
  'range:2026-10-20T22:00..2026-10-21T06:00',
  'range:2026-10-20..2026-10-21T06:00',
  'range:2026-10-20T14:00..2026-10-22',
];
const AHEAD = [
  ...['today', 'tomorrow', 'tonight', 'this_week', 'this_month', 'this_weekend'],
  ...spans.map((span) => `next:${span}`),
  ...DATES.map((date) => `on:${date}`),
  ...CLOCKS.map((clock) => `at:${clock}`),
  ...RANGES,
];

const lineOf = (name: string, slots: Slots): string | undefined =>
  commandLineOf({ intent: '', label: '', command: { name, says: Object.keys(slots) }, examples: [] }, slots);

const clockOn = (day: Zoned, clock: string): Zoned => day.withPlainTime(Temporal.PlainTime.from(clock));

/** The moment of a point, by the vocabulary: a time of day alone is the newest that was, or the first to come. */
function momentOf(point: string, now: Zoned, direction: Direction): Zoned {
  const { timeZoneId } = now;
  if (point.includes('T')) return Temporal.PlainDateTime.from(point).toZonedDateTime(timeZoneId);
  if (point.includes('-')) return Temporal.PlainDate.from(point).toZonedDateTime(timeZoneId);
  const days = [-1, 0, 1].map((shift) => clockOn(now.add({ days: shift }), point));
  const isPast = (at: Zoned): boolean => at.epochMilliseconds <= now.epochMilliseconds;
  const found =
    direction === 'past' ? days.findLast(isPast) : days.find((at) => at.epochMilliseconds >= now.epochMilliseconds);
  return found ?? now;
}

/** What a time of the vocabulary's grammar means, said once more and in other ways than the bot reads it. */
function meaningOf(time: string, now: Zoned, direction: Direction): readonly [Zoned, Zoned] {
  const today = now.startOfDay();
  const monday = today.subtract({ days: now.dayOfWeek - 1 });
  const first = today.with({ day: 1 });
  const day = (shift: number): readonly [Zoned, Zoned] => [today.add({ days: shift }), today.add({ days: shift + 1 })];
  const fixed: Readonly<Record<string, readonly [Zoned, Zoned]>> = {
    today: day(0),
    yesterday: day(-1),
    tomorrow: day(1),
    tonight: [clockOn(now, '18:00'), clockOn(now.add({ days: 1 }), '06:00')],
    last_night: [clockOn(now.subtract({ days: 1 }), '18:00'), clockOn(now, '06:00')],
    this_morning: [clockOn(now, '06:00'), clockOn(now, '12:00')],
    this_week: [monday, monday.add({ days: 7 })],
    last_week: [monday.subtract({ days: 7 }), monday],
    this_weekend: [monday.add({ days: 5 }), monday.add({ days: 7 })],
    this_month: [first, first.add({ months: 1 })],
    last_month: [first.subtract({ months: 1 }), first],
  };
  const known = fixed[time];
  if (known) return known;
  const [kind = '', value = ''] = time.split(/:(.*)/s);
  const unit = { m: 'minutes', h: 'hours', d: 'days', w: 'weeks' }[value.slice(-1)] ?? '';
  const span = { [unit]: Number.parseInt(value, 10) };
  const [from = '', to = ''] = value.split('..');
  switch (kind) {
    case 'last':
      return [now.subtract(span), now];
    case 'next':
      return [now, now.add(span)];
    case 'since':
      return [momentOf(value, now, 'past'), now];
    case 'on':
      return [momentOf(value, now, direction), momentOf(value, now, direction).add({ days: 1 })];
    case 'at':
      return [
        momentOf(value, now, direction).subtract({ minutes: 30 }),
        momentOf(value, now, direction).add({ minutes: 30 }),
      ];
    case 'shift':
      return shiftOf(value, now);
    default:
      return rangeOf(from, to, now, direction);
  }
}

function shiftOf(name: string, now: Zoned): readonly [Zoned, Zoned] {
  const hours = { day: ['06:00', '14:00'], swing: ['14:00', '22:00'], night: ['22:00', '06:00'] };
  const begun = Object.entries(hours)
    .map(([shift, [from = '', to = '']]) => ({ shift, span: rangeOf(from, to, now, 'past') }))
    .toSorted((a, b) => b.span[0].epochMilliseconds - a.span[0].epochMilliseconds);
  const found = name === 'current' ? begun[0] : name === 'last' ? begun[1] : begun.find(({ shift }) => shift === name);
  return found?.span ?? [now, now];
}

function rangeOf(from: string, to: string, now: Zoned, direction: Direction): readonly [Zoned, Zoned] {
  if (to.includes('-')) {
    const end = momentOf(to, now, direction);
    return [momentOf(from, now, direction), to.includes('T') ? end : end.add({ days: 1 })];
  }
  // Hours of any day: the newest stretch that has begun, or the first that is not over.
  const stretches = [-2, -1, 0, 1, 2].map((shift) => {
    const day = now.add({ days: shift });
    return [clockOn(day, from), clockOn(to > from ? day : day.add({ days: 1 }), to)] as const;
  });
  const found =
    direction === 'past'
      ? stretches.findLast(([begin]) => begin.epochMilliseconds <= now.epochMilliseconds)
      : stretches.find(([, end]) => end.epochMilliseconds >= now.epochMilliseconds);
  return found ?? [now, now];
}

async function readBack(line: string, now: number, zone: string, direction: Direction) {
  const [, ...words] = splitWords(line);
  const parameter = direction === 'past' ? timeRange : timeAhead;
  const { value, rest } = await parameter.read(words, { now, zone: async () => zone });
  return { value, rest };
}

describe.each([
  ['past', 'runs', [...PAST, ...RANGES]],
  ['ahead', 'next', AHEAD],
] as const)('times that lie %s', (direction, command, times) => {
  it.each(times)('%s has words that mean the same moments, everywhere and at any time', async (time) => {
    const line = lineOf(command, { time });
    expect(typeof line).toBe('string');
    for (const zone of ZONES) {
      for (const moment of MOMENTS) {
        const now = Temporal.PlainDateTime.from(moment).toZonedDateTime(zone);
        const [from, to] = meaningOf(time, now, direction).map((at) => at.epochMilliseconds);
        // Since a moment to come is no time.
        if (from === undefined || to === undefined || from >= to) continue;
        const { value, rest } = await readBack(line ?? '', now.epochMilliseconds, zone, direction);
        expect([time, zone, moment, value?.from, value?.to, rest]).toEqual([time, zone, moment, from, to, []]);
        const again = await readBack(`runs ${value?.label}`, now.epochMilliseconds, zone, direction);
        expect([again.value, again.rest]).toEqual([value, []]);
      }
    }
  });
});

test.each([
  ['runs', { time: 'latest' }, 'runs'],
  ['robot', { robot: 'Rex', time: 'now' }, 'robot Rex'],
  ['runs', { time: 'now' }, undefined],
  ['runs', { time: 'range:monday..friday' }, undefined],
  ['last', { offset: 2, robot: 'Rex' }, 'last back 2 Rex'],
  ['last', { time: 'last_night', outcome: 'failed' }, 'last failed night'],
  ['last', { time: 'last:24h', robot: 'Rex' }, 'last 24h Rex'],
  ['last', { time: 'shift:last' }, 'last shift'],
  ['last', { outcome: 'failed', mission: 'Perimeter Patrol' }, 'last failed "Perimeter Patrol"'],
  ['photos', { modality: 'thermal', robot: 'Spot-10', time: 'yesterday' }, 'photos thermal yesterday Spot-10'],
  ['photos', { asset: 'Panel 7', limit: 3 }, 'photos newest 3 asset "Panel 7"'],
  ['anomalies', { severity_min: 3, anomaly_status: 'closed', time: 'last:7d' }, 'anomalies closed severity 3 last 7d'],
  ['anomalies', { anomaly_status: 'open', robot: 'Rex' }, 'anomalies Rex'],
  ['runs', { robots: ['Rex', 'Spot 2'] }, 'runs Rex, "Spot 2"'],
  ['runs', { robots: ['Rex', 'Daisy'], mission: 'Patrol' }, 'runs Rex Patrol, Daisy Patrol'],
  ['runs', { outcome: 'dispatch_failed', limit: 5 }, 'runs skipped newest 5'],
  ['runs', { exclude: { type: 'teleop' } }, 'runs without teleop'],
  ['runs', { exclude: { robot: 'Rex' } }, undefined],
  ['robots', { state: 'low_battery' }, 'robots low battery'],
  ['robots', { state: 'idle', instance: 'north' }, 'robots idle'],
  ['robots', { instance: { unknown: 'south', suggest: [] } }, undefined],
  ['run', {}, 'run last'],
  ['next', { state: 'disabled', time: 'next:4h' }, 'next disabled 4h'],
  ['runs', { robot: 'Failed' }, 'runs "Failed"'],
  ['runs', { robot: { ambiguous: ['Spot-01', 'Spot-02'] } }, 'runs Spot'],
] as const)('%s with %j is written `%s`', (name, slots, line) => {
  expect(lineOf(name, slots)).toBe(line);
});

test('what is asked for by itself is a word of the line, behind the command', () => {
  const line = (words: string, slots: Slots, name = 'robot'): string | undefined =>
    commandLineOf({ intent: '', label: '', command: { name, words, says: Object.keys(slots) }, examples: [] }, slots);
  expect(line('battery', { robot: 'Rex' })).toBe('robot battery Rex');
  expect(line('location', { robots: ['Rex', 'Daisy'] })).toBe('robot location Rex, Daisy');
  expect(line('running', { mission: 'Patrol' }, 'runs')).toBe('runs running Patrol');
});

test.each([
  ['orders', { wo_status: 'open' }, 'orders'],
  ['orders', { wo_status: 'late', agg: 'count', limit: 5 }, 'orders late newest 5'],
  ['orders', { wo_status: 'closed', time: 'last_week', product: 'Gearbox G4' }, 'orders done last week "Gearbox G4"'],
  ['orders', { wo_status: 'paused', station: 'Late' }, 'orders paused "Late"'],
  ['orders', { wo_status: 'late', station: 'Kitting 1', product: 'PH-200' }, undefined],
  ['orders', { time: 'shift:current', metric: 'units_done' }, 'orders current shift'],
  ['orders', { metric: 'first_pass_yield' }, undefined],
  ['orders', { format: 'table' }, 'orders'],
  ['orders', { format: 'csv' }, undefined],
  ['order', { wo: 'PD1002214' }, 'order PD1002214'],
  ['stations', { state: 'stopped' }, 'stations paused'],
  ['stations', { state: 'offline' }, undefined],
  ['station', { station: 'Kitting 2', time: 'yesterday' }, 'station yesterday "Kitting 2"'],
  ['maintenance', { wo_status: 'open', station: 'Press 3' }, 'maintenance "Press 3"'],
  ['maintenance', { wo_status: 'late' }, undefined],
  ['shift', { time: 'shift:last' }, 'shift last'],
  ['shift', { time: 'shift:current', target: 'here' }, 'shift'],
  ['shift', { time: 'shift:night' }, 'shift night shift'],
  ['shift', { target: '#ops' }, undefined],
  ['affected', { near_station: 'Assembly 2' }, 'affected "Assembly 2"'],
] as const)('of the shop floor, %s with %j is written `%s`', (name, slots, line) => {
  expect(lineOf(name, slots)).toBe(line);
});

describe('the line of a rule', () => {
  const rule = (command: RuleCommand): Rule => ({ intent: '', label: '', command, answer: 'no', examples: [] });

  test('is none without what it is about', () => {
    const command = { name: 'order', says: ['wo'], required: ['wo'] };
    expect(commandLineOf(rule(command), {})).toBeUndefined();
    expect(lacksSlot(command, {})).toBe(true);
  });

  test('leaves out what goes without saying', () => {
    const command = { name: 'stations', words: 'unmanned', told: ['state'] };
    expect(commandLineOf(rule(command), { state: 'running' })).toBe('stations unmanned');
  });

  test('tells of a station as it stands now, and not how it was', () => {
    const command = { name: 'station', words: 'people', says: ['station', 'time'] };
    const line = (time: string): string | undefined => commandLineOf(rule(command), { station: 'Kitting 2', time });
    expect([line('today'), line('yesterday')]).toEqual(['station people "Kitting 2"', undefined]);
  });

  test('is answered for where it cannot be written, by what it cannot tell', () => {
    const asked = { ...rule({ name: 'orders', says: [] }), answers: { user: 'nobody' } };
    expect([answerOf(asked, { user: 'Ada' }), answerOf(asked, { min_age: '3d' })]).toEqual(['nobody', 'no']);
  });
});
