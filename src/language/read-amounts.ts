import { NUMBERS } from './numbers.ts';
import type { Mark } from './read-marks.ts';
import type { Sign } from './rule.ts';

/** Units of time and their letters in the vocabulary's spans. */
export const UNITS = { minute: 'm', hour: 'h', day: 'd', week: 'w' } as const;

/** The time of day that marks name at a place, as HH:MM, and the place behind it. */
export function clockAt(marks: readonly Mark[], at: number, bare: boolean): { clock: string; end: number } | undefined {
  const mark = marks[at];
  if (mark === undefined) return undefined;
  const has = (i: number, sign: Sign): boolean => marks[i]?.signs.includes(sign) === true;
  if (has(at, 'noon')) return { clock: '12:00', end: at + 1 };
  if (has(at, 'midnight')) return { clock: '00:00', end: at + 1 };
  if (has(at, 'half_past')) {
    const hour = numberAt(marks, at + 1);
    return hour === undefined ? undefined : { clock: clockText(hour, 30), end: at + 2 };
  }
  const [, hours, minutes = '0', half] =
    (has(at, '@clock') && /^(\d{1,2})(?::(\d\d))?(am|pm|uhr)?$/.exec(String(mark.value))) || [];
  const isWritten = hours !== undefined;
  const number = isWritten ? Number(hours) : numberAt(marks, at);
  if (number === undefined || !Number.isInteger(number)) return undefined;
  const isAfternoon = half === 'pm' || has(at + 1, 'pm');
  const isHalf = half === 'am' || half === 'pm' || has(at + 1, 'am') || has(at + 1, 'pm');
  const isHour = has(at + 1, 'oclock');
  const end = at + 1 + ((isHalf && half === undefined) || isHour ? 1 : 0);
  if (!isWritten && /^\d{4}$/.test(mark.text) && number % 100 < 60 && number < 2400 && bare) {
    return { clock: clockText(Math.floor(number / 100), number % 100), end };
  }
  if (!isWritten && !isHalf && !isHour && !bare) return undefined;
  const hour = isHalf ? (number % 12) + (isAfternoon ? 12 : 0) : number;
  if (hour > 23 || Number(minutes) > 59) return undefined;
  return { clock: clockText(hour, Number(minutes)), end };
}

const clockText = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** A number written in digits or as a word. */
export function numberAt(marks: readonly Mark[], at: number): number | undefined {
  const mark = marks[at];
  if (mark === undefined) return undefined;
  if (mark.signs.includes('@number') && typeof mark.value === 'number') return mark.value;
  const word = mark.signs.find((sign) => Object.hasOwn(NUMBERS, sign));
  return word === undefined ? undefined : NUMBERS[word];
}

/** A span such as "2h", "30 min", "two days", as the vocabulary writes it. */
export function spanAt(marks: readonly Mark[], at: number): { span: string; end: number } | undefined {
  const mark = marks[at];
  if (mark?.signs.includes('@span')) {
    const [, amount, unit = ''] = /^(\d+)([a-z]+)$/.exec(String(mark.value)) ?? [];
    return { span: `${amount}${unit.charAt(0)}`, end: at + 1 };
  }
  const unitAt = (i: number) =>
    (Object.keys(UNITS) as (keyof typeof UNITS)[]).find((name) => marks[i]?.signs.includes(name));
  const number = numberAt(marks, at);
  if (number !== undefined && marks[at]?.ends !== true) {
    const unit = unitAt(at + 1);
    if (unit !== undefined) return { span: `${number}${UNITS[unit]}`, end: at + 2 };
    return marks[at + 1]?.signs.includes('month') ? { span: `${number * 30}d`, end: at + 2 } : undefined;
  }
  return undefined;
}
