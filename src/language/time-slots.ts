import { clockAt, numberAt, spanAt } from './read-amounts.ts';
import type { Mark } from './read-marks.ts';
import type { TimeValue } from './read-times.ts';
import { has, reader, type SlotReaders, type SlotSource, some } from './slot-reader.ts';

const timeValue = (mark: Mark): TimeValue => mark.value as TimeValue;

function timesOf({ marks, rule }: SlotSource): { readonly time?: string; readonly vs?: string } {
  const said = marks.map((mark, i) => ({ mark, i })).filter(({ mark }) => has(mark, '@time'));
  const textOf = (mark: Mark): string => (rule.ahead && timeValue(mark).ahead) || timeValue(mark).text;
  const compared = marks.findIndex((mark) => has(mark, 'compare', 'than'));
  if (rule.takes?.includes('vs')) {
    const vs =
      said.find(({ i }) => compared >= 0 && i > compared) ??
      said[1] ??
      (compared < 0 && rule.takes.includes('time') ? undefined : said[0]);
    const time = said.find((each) => each !== vs);
    return { ...(time && { time: textOf(time.mark) }), ...(vs && { vs: textOf(vs.mark) }) };
  }
  const [first] = said;
  if (first) return { time: textOf(first.mark) };
  if (rule.takes?.includes('duration') || rule.takes?.includes('min_age')) return {};
  const span = spanOf(marks);
  return span === undefined ? {} : { time: `last:${span}` };
}

function spanOf(marks: readonly Mark[]): string | undefined {
  for (let at = 0; at < marks.length; at++) {
    const span = spanAt(marks, at);
    if (span) return span.span;
  }
  return undefined;
}

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

function daysOf({ words, rule }: SlotSource): string | undefined {
  if (some(words, 'weekdays')) return 'mon-fri';
  const days = words.flatMap((mark) =>
    DAY_NAMES.filter((name) => has(mark, name)).map((name) => ({ name: name.slice(0, 3), mark })),
  );
  if (days.length === 0) return some(words, 'daily') && rule.intent !== 'summary_update' ? 'daily' : undefined;
  const [first, second] = days;
  if (first && second && days.length === 2 && (second.mark.joined || isJoined(words, first.mark, second.mark))) {
    return `${first.name}-${second.name}`;
  }
  return days.map(({ name }) => name).join(',');
}

function isJoined(words: readonly Mark[], first: Mark, second: Mark): boolean {
  return words.some((mark) => mark.from > first.from && mark.from < second.from && has(mark, 'until'));
}

/** Every time of day in the sentence, with its place. */
function clocksOf(words: readonly Mark[]): readonly { clock: string; at: number }[] {
  const clocks: { clock: string; at: number }[] = [];
  for (let at = 0; at < words.length; ) {
    const isNumbered = numberAt(words, at) !== undefined && spanAt(words, at) !== undefined;
    const isBare =
      !isNumbered &&
      some(
        words.slice(Math.max(0, at - 2), at),
        'at',
        'until',
        'since',
        'around',
        'daily',
        'weekdays',
        'and',
        ...DAY_NAMES,
      );
    const found = isNumbered || has(words[at], '@span') ? undefined : clockAt(words, at, isBare);
    if (found) clocks.push({ clock: found.clock, at });
    at = found ? found.end : at + 1;
  }
  return clocks;
}

/** When, how long, how often. */
export const TIME_SLOTS: SlotReaders = {
  time: reader(['@time', '@span'], (source) =>
    source.rule.takes?.includes('days') && daysOf(source) !== undefined ? undefined : timesOf(source).time,
  ),
  vs: reader(['@time'], (source) => timesOf(source).vs),
  until: reader(['@until', 'until'], ({ marks }) => {
    const mark = marks.find((each) => has(each, '@until'));
    return mark && timeValue(mark).text;
  }),
  duration: reader(['@span', '@number', 'minute', 'hour', 'day', 'week'], ({ marks }) => spanOf(marks)),
  min_age: reader(['@span', '@number', 'minute', 'hour', 'day', 'week'], ({ marks }) => spanOf(marks)),
  days: reader(['daily', 'only', '@until', 'weekdays', 'weekly', 'and', ...DAY_NAMES, '@time', 'until', 'all'], daysOf),
  at: reader(['@until', '@clock', '@number', 'am', 'pm', 'oclock', '@time', 'noon', 'midnight'], ({ words, rule }) => {
    const clocks = clocksOf(words);
    return rule.takes?.includes('selector') ? clocks.at(-1)?.clock : clocks[0]?.clock;
  }),
  selector: reader(['@clock', '@id', 'am', 'pm', '@time'], ({ words, marks, rule }) => {
    const id = marks.find((mark) => has(mark, '@id'));
    if (id) return id.value;
    const clocks = clocksOf(words);
    if (!rule.takes?.includes('at')) return clocks[0]?.clock;
    return clocks.length > 1 ? clocks[0]?.clock : undefined;
  }),
};
