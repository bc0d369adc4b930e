import { Temporal } from 'temporal-polyfill';
import { UserError } from '../core/errors.ts';
import type { Parameter } from '../core/parameters.ts';
import { button, buttons, type EpochMs } from '../core/reply.ts';
import { timeOfWord } from './clock-words.ts';
import { dayOf } from './day-words.ts';

type Zoned = Temporal.ZonedDateTime;

/** What stands from `until` or `for` on, in lower case. */
export const untilWords: Parameter<string | undefined> = {
  usage: '[until DAY or TIME]',
  help: '`until tomorrow`, `until monday 12:00`, `until 2026-12-24`, `until 18:00` or `for 3 days`, after which it comes again by itself',
  read(words) {
    const at = words.findIndex(({ lower, quoted }) => !quoted && (lower === 'until' || lower === 'for'));
    if (at < 0) return { value: undefined, rest: words };
    const said = words.slice(at).map(({ lower }) => lower);
    return { value: said.join(' '), rest: words.slice(0, at) };
  },
};

/** The moment that words mean in a zone: `until tomorrow`, `until monday 12:00`, `for 3 days`. Throws UserError, with what to write after `line`, where there is none or it is over. */
export function readUntil(said: string, now: EpochMs, zone: string, line: string): EpochMs {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const [first, ...others] = said.split(' ').filter((word) => word !== '' && word !== 'at' && word !== 'on');
  const moment = first === 'for' ? afterSpan(others, here) : momentOf(others, here);
  if (moment !== undefined && moment.epochMilliseconds > now) return moment.epochMilliseconds;
  const quoted = said.replace(/^until ?/, '').replaceAll('`', '');
  const what = moment === undefined ? `I know no moment "${quoted}"` : `${quoted} is over`;
  throw new UserError(
    `${what}. Write \`${line} until tomorrow\`, \`until monday\`, \`until 18:00\` or a date as in \`until ${here.add({ weeks: 1 }).toPlainDate()}\`.`,
    {
      details: [
        buttons(button('Until tomorrow', `${line} until tomorrow`), button('Until Monday', `${line} until monday`)),
      ],
    },
  );
}

/** `3 days`, `a week`. */
function afterSpan([amount = '', unit = '']: readonly string[], here: Zoned): Zoned | undefined {
  const [, name] = /^(hour|day|week)s?$/.exec(unit) ?? [];
  const number = amount === 'a' || amount === 'an' ? 1 : /^\d{1,3}$/.test(amount) ? Number(amount) : undefined;
  return name === undefined || number === undefined ? undefined : here.add({ [`${name}s`]: number });
}

function momentOf(words: readonly string[], here: Zoned): Zoned | undefined {
  const [first = '', ...others] = words
    .join(' ')
    .replace(/^next week\b/, 'monday')
    .split(' ');
  const day = dateOf(first, here);
  const clock = others.length === 0 ? undefined : timeOfWord(others.join(' '), true);
  if (day !== undefined) {
    if (others.length > 0 && clock === undefined) return undefined;
    return day.toZonedDateTime({ timeZone: here.timeZoneId, plainTime: clock ?? '00:00' });
  }
  const time = timeOfWord(words.join(' '), true);
  if (time === undefined) return undefined;
  const today = here.withPlainTime(time);
  return Temporal.ZonedDateTime.compare(today, here) > 0 ? today : here.add({ days: 1 }).withPlainTime(time);
}

function dateOf(word: string, here: Zoned): Temporal.PlainDate | undefined {
  const today = here.toPlainDate();
  if (word === 'today') return today;
  if (word === 'tomorrow') return today.add({ days: 1 });
  const weekday = dayOf(word);
  if (weekday !== undefined) return today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
  if (!/^\d{4}-\d\d-\d\d$/.test(word)) return undefined;
  try {
    return Temporal.PlainDate.from(word);
  } catch {
    return undefined;
  }
}
