import { Temporal } from 'temporal-polyfill';
import type { EpochMs } from '../../core/reply.ts';
import type { Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';
import { timeAt } from './read-time.ts';
import { is, type TimeSource, WEEKDAYS } from './time-source.ts';

/** Puts the marks of each time together; the marks of the words stay for those who read days by themselves. */
export function readTimes(marks: readonly Mark[], now: EpochMs, zone: string): readonly Mark[] {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const source: TimeSource = {
    marks,
    today: here.toPlainDate(),
    zone,
    now: here.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
  const read: Mark[] = [];
  for (let at = 0; at < marks.length; ) {
    const mark = marks[at];
    if (mark === undefined) break;
    const found = timeAt(source, at);
    if (found === undefined) {
      read.push(mark);
      at++;
      continue;
    }
    const { end, value } = found;
    const words = marks.slice(at, end);
    const days = WEEKDAYS.filter((day) => words.some((_, i) => is(source, at + i, day)));
    const clock: readonly Sign[] = value.text.startsWith('at:') ? ['@clock'] : [];
    read.push({
      signs: [value.isUntil ? '@until' : '@time', ...days, ...clock],
      text: words.map(({ text }) => text).join(' '),
      from: mark.from,
      to: words.at(-1)?.to ?? mark.to,
      value,
      joined: mark.joined,
      ends: words.at(-1)?.ends ?? mark.ends,
    });
    at = end;
  }
  return read;
}
