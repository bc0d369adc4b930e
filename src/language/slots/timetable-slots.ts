import { has, type Mark } from '../reading/mark.ts';
import { numberAt, spanAt } from '../times/read-amounts.ts';
import { WEEKDAYS } from '../times/time-source.ts';
import { slotsOf } from './intent-slots.ts';
import { languageTagOf } from './language-tags.ts';
import { clocksIn, type SaidClock } from './said-clocks.ts';
import { type SlotReaders, type SlotSource, some } from './slot-reader.ts';

/** What is set up by a timetable. */
const SAVED = ['summary', 'handover', 'one', 'subscription'] as const;
/** What may stand between the time of a summary and its name: "the 22:00 shift summary". */
const KINDS = ['shift', 'fleet', 'failed', 'daily', 'weekly', 'filler', 'oclock'] as const;
/** What is said of the days that hold no more. */
const NO_MORE = ['not', 'change', 'except', 'than', 'compare'] as const;

/** The days of the week from Monday, as places in it. */
function daysOf({ words, rule }: SlotSource): string | undefined {
  const isFree = words.some((mark, at) => has(mark, 'weekend') && isDropped(words, at));
  if (some(words, 'weekdays') || isFree) return 'mon-fri';
  const isAll = isDaily(words, rule.intent);
  const days = new Set(some(words, 'weekend') && !isAll ? [5, 6] : []);
  const isWeekly = some(words, 'weekly');
  const named = words.flatMap((mark, at) => WEEKDAYS.flatMap((day, i) => (has(mark, day) ? [{ day: i, at }] : [])));
  for (const [i, { day, at }] of named.entries()) {
    const before = named[i - 1];
    if (isDropped(words, at) || (rule.intent === 'summary_update' && has(words[at + 1], ...SAVED))) continue;
    const isTied = before !== undefined && isRange(words, before.at, at);
    // One that is weekly has one day: "from Monday to Tuesday" moves it.
    if (isWeekly && before !== undefined && (isTied || isReplaced(words, before.at, at))) days.delete(before.day);
    const from = isTied && !isWeekly ? before.day : day;
    for (let each = from; each !== (day + 1) % 7 || each === from; each = (each + 1) % 7) {
      days.add(each);
      if (each === day) break;
    }
  }
  if (days.size > 0) return textOf(days);
  return isAll ? 'daily' : undefined;
}

/** "Not mondays", "instead of monday". */
const isDropped = (words: readonly Mark[], at: number): boolean =>
  has(words[at - 1], ...NO_MORE) ||
  (has(words[at - 1], 'filler') && has(words[at - 2], ...NO_MORE) && !words[at - 2]?.ends);

const isRange = (words: readonly Mark[], from: number, to: number): boolean =>
  (to === from + 1 && words[to]?.joined === true) || (to - from < 4 && some(words.slice(from + 1, to), 'until'));

/** "Monday by wednesday". */
const isReplaced = (words: readonly Mark[], from: number, to: number): boolean =>
  to - from === 2 && has(words[from + 1], 'before');

const short = (day: number): string => (WEEKDAYS[day] ?? '').slice(0, 3);

function textOf(days: ReadonlySet<number>): string {
  const ordered = [...days].toSorted((a, b) => a - b);
  if (ordered.length === 7) return 'daily';
  const [first = 0] = ordered;
  const last = ordered.at(-1) ?? first;
  const isRow = ordered.length > 1 && last - first === ordered.length - 1;
  return isRow ? `${short(first)}-${short(last)}` : ordered.map(short).join(',');
}

/** "Daily" names a summary that exists, and is the timetable of one that is set up or changed. */
function isDaily(words: readonly Mark[], intent: string): boolean {
  const [hasSelector, hasAt] = ['selector', 'at'].map((slot) => slotsOf(intent).includes(slot));
  if (hasSelector && !hasAt) return false;
  return words.some((mark, at) => has(mark, 'daily') && !(hasSelector && has(words[at + 1], ...SAVED)));
}

/** A time of day with what it says: which summary is meant, or when it shall come. */
function clocksOf({ marks }: SlotSource): readonly (SaidClock & { readonly isName: boolean })[] {
  const clocks = clocksIn(marks, false);
  return clocks.map((clock, i) => {
    const isRange = clocks[i + 1]?.at === clock.at;
    return { ...clock, isName: isRange || namesSaved(marks, clock.at) || (i > 0 && isOld(marks, clock.at)) };
  });
}

/** "The 7:00 summary", "the 22:00 shift report". */
function namesSaved(marks: readonly Mark[], at: number): boolean {
  if (marks[at]?.ends || has(marks[at - 1], 'at') || has(marks[at], 'weekdays')) return false;
  const next = has(marks[at + 1], ...KINDS) && !has(marks[at + 1], ...SAVED) ? at + 2 : at + 1;
  return has(marks[next], ...SAVED) && !has(marks[at - 1], 'daily', 'weekdays', 'until');
}

/** "Not 7:00", "instead of 6:30". */
const isOld = (marks: readonly Mark[], at: number): boolean =>
  has(marks[at - 1], 'not', 'change') && !marks[at - 1]?.ends;

/** When it shall come; what is changed may be named by its old time. */
function atOf(source: SlotSource): string | undefined {
  const clocks = clocksOf(source);
  if (!slotsOf(source.rule.intent).includes('selector'))
    return clocks.find(({ isName }) => !isName)?.clock ?? clocks[0]?.clock;
  return clocks.findLast(({ isName }) => !isName)?.clock;
}

/** Which of those that exist is meant: by its number, its id or its time. */
function selectorOf(source: SlotSource): unknown {
  const { marks, rule } = source;
  const id = marks.find((mark) => has(mark, '@id'));
  if (id) return id.value;
  const number = numberOf(marks);
  if (number !== undefined || rule.intent === 'unsubscribe') return number;
  const clocks = clocksOf(source).filter(({ at }) => !has(marks[at], '@until') || namesSaved(marks, at));
  const named = clocks.find(({ isName, at }) => isName && !(rule.intent === 'summary_explain' && isOld(marks, at)));
  if (named) return named.clock;
  if (rule.intent === 'summary_explain' && some(marks, 'change')) return undefined;
  return slotsOf(rule.intent).includes('at') ? undefined : clocks[0]?.clock;
}

/** "Summary 4", "report s-12", "rule 7", "number 2". */
function numberOf(marks: readonly Mark[]): string | undefined {
  const at = marks.findIndex(
    (mark, i) =>
      has(marks[i - 1], 'summary', 'subscription', 'action', 'handover') &&
      !marks[i - 1]?.ends &&
      isNumbered(marks, i, mark),
  );
  return marks[at]?.text;
}

const isNumbered = (marks: readonly Mark[], at: number, { text }: Mark): boolean =>
  /^(?:\p{L}-?)?\d{1,3}$/u.test(text) &&
  (/^\p{L}/u.test(text) || (numberAt(marks, at) !== undefined && spanAt(marks, at) === undefined));

/** A timetable of five fields, as cron writes them. */
const cronOf = ({ marks }: SlotSource): unknown => marks.find((mark) => has(mark, '@cron'))?.value;

/** The country whose holidays are meant, by its language: "German public holidays". */
function holidaysOf({ marks }: SlotSource): string | undefined {
  const at = marks.findIndex((mark) => has(mark, 'holiday'));
  const named = at < 0 ? undefined : marks.slice(Math.max(0, at - 2), at).findLast((mark) => has(mark, 'language'));
  const tag = named && languageTagOf(named.text, false);
  return tag && new Intl.Locale(tag).maximize().region;
}

/** When something comes again and again, and which of such things is meant. */
export const TIMETABLE_SLOTS: SlotReaders = {
  days: daysOf,
  at: atOf,
  selector: selectorOf,
  cron: cronOf,
  holidays: holidaysOf,
};
