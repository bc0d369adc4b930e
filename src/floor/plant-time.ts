import type { Span } from '../clients/floor/floor-client.ts';
import { UserError } from '../core/errors.ts';
import { type Parameter, timeRange } from '../core/parameters.ts';
import type { EpochMs, Text } from '../core/reply.ts';
import { readTimeRange, type TimeRange } from '../core/time-range.ts';
import { splitWords, type Word } from '../core/words.ts';
import type { Plant } from './plant.ts';
import { shiftAt } from './shifts.ts';

/** The words before "shift", how many shifts back they go, and how the span is called; "this" begins a spoken sentence, so lines do without. */
const SHIFTS: Readonly<Record<string, { readonly back: number; readonly label: string }>> = {
  this: { back: 0, label: 'current shift' },
  current: { back: 0, label: 'current shift' },
  last: { back: 1, label: 'last shift' },
};

/** A span of time by the clocks of the plant, whoever asks: `today` is its day, `current shift` and `last shift` are its shifts. */
export function plantTime(plant: Pick<Plant, 'zone' | 'shifts'>): Parameter<TimeRange | undefined> {
  const { zone } = plant;
  return {
    ...timeRange,
    help: `${timeRange.help}, \`current shift\`, \`last shift\`; by the clocks of the plant`,
    read(words, { now }) {
      const at = words.findIndex((_, i) => shiftOf(words.slice(i, i + 2)) !== undefined);
      const shift = shiftOf(words.slice(at, at + 2));
      if (at < 0 || shift === undefined) return timeRange.read(words, { now, zone: async () => zone });
      const { from, to } = shiftAt(plant, now, shift.back);
      return { value: { from, to, label: shift.label, zone }, rest: words.toSpliced(at, 2) };
    },
  };
}

function shiftOf([first, second]: readonly Word[]) {
  if (first === undefined || first.quoted || second?.quoted || second?.lower !== 'shift') return undefined;
  return Object.hasOwn(SHIFTS, first.lower) ? SHIFTS[first.lower] : undefined;
}

/** The day of the plant. */
export async function plantToday({ zone }: Pick<Plant, 'zone'>, now: EpochMs): Promise<TimeRange | undefined> {
  return (await readTimeRange(splitWords('today'), now, async () => zone)).value;
}

/** What of a span has been. Throws UserError where nothing has. */
export function pastOf({ from, to, label }: TimeRange, now: EpochMs): Span {
  if (from >= now) throw new UserError(`"${label}" is still to come. Try \`today\` or \`this week\`.`);
  return { from, to: Math.min(to, now) };
}

/** By whose clocks a time was read; nothing where none was. */
export function clockRemark({ zone }: Pick<Plant, 'zone'>, asked: TimeRange | undefined): readonly Text[] {
  return asked === undefined ? [] : [[`days and shifts by the clocks of ${zone.replaceAll('_', ' ')}`]];
}
