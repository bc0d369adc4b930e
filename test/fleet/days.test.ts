import { daysOf } from '../../src/fleet/days.ts';

const at = (iso: string): number => Date.parse(iso);
const hours = (zone: string, from: string, to: string) =>
  daysOf({ from: at(from), to: at(to) }, zone).map((day) => [day.label, (day.to - day.from) / 3_600_000]);

test('a span is cut at the midnights of the zone', () => {
  expect(hours('UTC', '2026-10-19T06:00:00Z', '2026-10-21T10:00:00Z')).toEqual([
    ['19 Oct', 18],
    ['20 Oct', 24],
    ['21 Oct', 10],
  ]);
  expect(hours('America/New_York', '2026-10-19T06:00:00Z', '2026-10-20T04:00:00Z')).toEqual([['19 Oct', 22]]);
});

test('days with a change of the clocks have 23 and 25 hours', () => {
  expect(hours('Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toEqual([['25 Oct', 25]]);
  expect(hours('Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z')).toEqual([['29 Mar', 23]]);
});
