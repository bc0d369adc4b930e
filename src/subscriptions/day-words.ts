import { nearestNames } from '../core/names.ts';
import { DAY_NAMES } from './timetable.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const WORKING_DAYS = [1, 2, 3, 4, 5];

const SETS: Readonly<Record<string, readonly number[]>> = {
  daily: EVERY_DAY,
  everyday: EVERY_DAY,
  day: EVERY_DAY,
  days: EVERY_DAY,
  weekday: WORKING_DAYS,
  weekdays: WORKING_DAYS,
  workday: WORKING_DAYS,
  workdays: WORKING_DAYS,
  weekend: [6, 7],
  weekends: [6, 7],
};

/** Short names that people use beside the first three letters. */
const SHORT = { tues: 2, thur: 4, thurs: 4 } as const;

const ONE_DAY: ReadonlyMap<string, number> = new Map([
  ...DAY_NAMES.flatMap((name, i) =>
    [name, `${name}s`, name.slice(0, 3)].map((word) => [word.toLowerCase(), i + 1] as const),
  ),
  ...Object.entries(SHORT),
]);

/** What a misspelt word is compared with. */
const DAY_WORDS = [...ONE_DAY.keys(), 'daily', 'weekdays', 'weekends'];

/** The weekday that a word names, 1 Monday to 7 Sunday. */
export const dayOf = (word: string): number | undefined => ONE_DAY.get(word);

/** The weekdays that a word in lower case means: `daily`, `weekdays`, `mon`, `mon-fri`. */
export function daysOfWord(word: string): readonly number[] | undefined {
  if (Object.hasOwn(SETS, word)) return SETS[word];
  const [first = '', last, more] = word.split(/[-–—]/);
  const from = dayOf(first);
  const to = last === undefined ? from : dayOf(last);
  return from === undefined || to === undefined || more !== undefined ? undefined : daysBetween(from, to);
}

/** The weekdays from one to another, both included; over the weekend where the second comes first in the week. */
export function daysBetween(from: number, to: number): readonly number[] {
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, i) => ((from + i - 1) % 7) + 1).toSorted();
}

/** How days are typed: `daily`, `mon-fri`, `weekly mon`, `mon,wed,fri`. */
export function dayWords(days: readonly number[]): string {
  const names = days.map((day) => DAY_NAMES[day - 1]?.slice(0, 3).toLowerCase() ?? '');
  if (days.length === 7) return 'daily';
  if (days.length === 1) return `weekly ${names[0]}`;
  return days.join() === WORKING_DAYS.join() ? 'mon-fri' : names.join(',');
}

/** The days that were probably meant by a word that means none: `mnday`, `mon-fry`. */
export function nearestDays(word: string): readonly number[] | undefined {
  const parts = word.split(/[-–—]/).map((part) => {
    if (dayOf(part) !== undefined) return part;
    return (part.length < 3 ? [] : nearestNames(part, DAY_WORDS)).find((near) => near[0] === part[0]) ?? '';
  });
  // A short word is near to too much.
  return word.length < 4 ? undefined : daysOfWord(parts.join('-'));
}
