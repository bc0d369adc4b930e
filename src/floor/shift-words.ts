import { Temporal } from 'temporal-polyfill';
import type { Parameter } from '../core/parameters.ts';
import type { EpochMs } from '../core/reply.ts';
import { momentOf, readPoint } from '../core/time-point.ts';
import type { Reading, Word } from '../core/words.ts';
import type { Plant } from './plant.ts';
import { plantTime } from './plant-time.ts';
import { shiftAt } from './shifts.ts';

/** A shift of a plant, or another span of time whose hand-over is wanted. */
export interface ShiftSpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** `Shift 06:00 to 14:00`, `Yesterday`. */
  readonly title: string;
}

/** The shift that is wanted, and the words for it. */
export interface WantedShift extends ShiftSpan {
  readonly words: string;
}

type Clocks = Pick<Plant, 'zone' | 'shifts'>;

const SMALL = ['the', 'of', 'for', 'from'];
const CURRENT = [...SMALL, 'shift', 'current', 'this', 'now'];
const LAST = ['last', 'previous'];

/** Which shift is meant: the one that is going on where nothing is said, `last`, the one at a time, or a span that is no shift. By the clocks of the plant. */
export function shiftWords(plant: Clocks): Parameter<WantedShift> {
  return {
    usage: '[last or time]',
    help: '`last` for the one before, `06:00` or `yesterday 15:00` for the one at that time, or a time such as `yesterday`; by the clocks of the plant',
    async read(words, context): Promise<Reading<WantedShift>> {
      const { now } = context;
      const typed = words.map(({ text }) => text).join(' ');
      const wanted = (span: ShiftSpan, rest: readonly Word[] = []) => ({ value: { ...span, words: typed }, rest });
      const [first, ...others] = without(words, CURRENT);
      if (first === undefined) return wanted(shiftSpan(plant, now, now));
      if (others.length === 0 && LAST.includes(first.lower)) return wanted(shiftSpan(plant, now, now, 1));
      const moment = momentIn([first, ...others], now, plant.zone);
      if (moment !== undefined) return wanted(shiftSpan(plant, moment, now));
      const { value, rest } = await plantTime(plant).read(without(words, SMALL), context);
      if (value === undefined) return wanted(shiftSpan(plant, now, now), words);
      // A shift by its name is the one of the plant at those hours.
      const isShift = / shift\b/.test(value.label);
      const span = isShift
        ? shiftSpan(plant, (value.from + value.to) / 2, now)
        : { from: value.from, to: value.to, title: capitalised(value.label) };
      return wanted(span, rest);
    },
  };
}

/** The shift of a plant at a moment, or so many before it; with its day unless it goes on or has just ended. */
export function shiftSpan(plant: Clocks, at: EpochMs, now: EpochMs, back = 0): ShiftSpan {
  const { from, to, label } = shiftAt(plant, at, back);
  const isNear = from <= now && to >= shiftAt(plant, now).from;
  return { from, to, title: `Shift ${label}${isNear ? '' : ` on ${dayText(from, plant.zone)}`}` };
}

const without = (words: readonly Word[], noise: readonly string[]): readonly Word[] =>
  words.filter(({ lower, quoted }) => quoted || !noise.includes(lower));

/** `at 15:00`, `yesterday 06:00`, `2026-10-20 06:00`: all of the words, with a time of day. */
function momentIn(words: readonly Word[], now: EpochMs, zone: string): EpochMs | undefined {
  const said = words
    .filter(({ lower }, i) => i > 0 || (lower !== 'at' && lower !== 'on'))
    .map(({ lower, quoted }) => (quoted ? '"' : lower))
    .join(' ');
  const point = readPoint(said);
  if (point?.clock === undefined) return undefined;
  return momentOf(point, Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone), 'past')
    .epochMilliseconds;
}

const dayText = (at: EpochMs, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: zone })
    .format(at)
    .replace(',', '');

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
