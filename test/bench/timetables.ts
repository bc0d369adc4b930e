import { Temporal } from 'temporal-polyfill';
import { nextTime } from '../../src/subscriptions/timetable.ts';

/** What a year of timetables gave. */
export interface TimetableFigures {
  readonly zones: number;
  readonly moments: number;
  /** Days of a zone without their planned time. */
  readonly missing: number;
  /** Planned times beyond one a day. */
  readonly doubled: number;
  /** For one next time. */
  readonly micros: number;
}

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Asia/Kolkata',
  'Pacific/Auckland',
];
const TIMES = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')).flatMap((hour) => [
  `${hour}:15`,
  `${hour}:30`,
]);
const START = Date.parse('2026-10-01T12:00:00Z');
const END = Date.parse('2027-10-01T12:00:00Z');

/** Goes through a year of every zone and time of day. */
export function measureTimetables(): TimetableFigures {
  let [moments, missing, doubled] = [0, 0, 0];
  const startedAt = performance.now();
  for (const zone of ZONES) {
    for (const time of TIMES) {
      const days = daysOf(zone, time);
      moments += days.length;
      doubled += days.length - new Set(days).size;
      missing += daysBetween(days[0], days.at(-1)) - new Set(days).size;
    }
  }
  return {
    zones: ZONES.length,
    moments,
    missing,
    doubled,
    micros: ((performance.now() - startedAt) * 1_000) / moments,
  };
}

function daysOf(zone: string, time: string): readonly string[] {
  const timetable = { days: [1, 2, 3, 4, 5, 6, 7], times: [time], zone };
  const days: string[] = [];
  for (let at = nextTime(timetable, START); at < END; at = nextTime(timetable, at)) {
    days.push(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString());
  }
  return days;
}

function daysBetween(first = '', last = ''): number {
  return Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(last), { largestUnit: 'days' }).days + 1;
}
