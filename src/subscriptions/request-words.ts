import type { Word } from '../core/words.ts';
import { looksLikeTime, timeOfWord } from './clock-words.ts';
import { dayOf, daysBetween, daysOfWord } from './day-words.ts';
import { findZone, isSpokenZone } from './zone-names.ts';

/** Where a summary shall go, as somebody writes it. */
export type PlaceWords = 'here' | 'me' | { readonly channel: string };

/** The summaries that can be subscribed to. */
export type SummaryName = 'fleet' | 'shift';

/** What words about a subscription say; nothing is looked up or filled in yet. */
export interface RequestWords {
  readonly summary?: SummaryName;
  readonly days?: readonly number[];
  /** `weekly` was said, which needs a day. */
  readonly isWeekly: boolean;
  readonly times: readonly string[];
  /** As it was written. */
  readonly zone?: string;
  /** As they were written; none of them where all were asked for. */
  readonly robots?: readonly string[];
  readonly site?: string;
  /** Where there are several, the names of those that were named. */
  readonly sites?: readonly string[];
  readonly skipEmpty?: boolean;
  readonly place?: PlaceWords;
  /** Words that nothing can be made of. */
  readonly wrong: readonly string[];
}

type Section = 'when' | 'zone' | 'robots' | 'site';

const OPENERS: Readonly<Record<string, Section>> = {
  in: 'zone',
  zone: 'zone',
  timezone: 'zone',
  robots: 'robots',
  robot: 'robots',
  site: 'site',
};
const NOISE = new Set(
  'a and at each every fleet for from of on only please send summary the through till time to until &'.split(' '),
);
const OTHERS = new Set([...NOISE, 'also', 'always', 'even', 'here', 'hourly', 'me', 'monthly', 'skip', 'weekly']);
/** `New York`, `Port of Spain`. */
const LONGEST_ZONE = 3;

/** What summaries are called; the first, of robots and floor, has the name of the time when there were only fleets. */
const SUMMARIES: Readonly<Record<string, SummaryName>> = {
  fleet: 'fleet',
  floor: 'fleet',
  shift: 'shift',
  shifts: 'shift',
  handover: 'shift',
  'hand-over': 'shift',
};

/** Whether a word in lower case is one of those that a subscription is told with. */
export const isRequestWord = (lower: string): boolean =>
  Object.hasOwn(OPENERS, lower) || Object.hasOwn(SUMMARIES, lower) || isWhenWord(lower);

/** Whether nothing was said. */
export function isEmptyRequest(words: RequestWords): boolean {
  const { isWeekly, times, wrong, ...others } = words;
  return !isWeekly && times.length + wrong.length + Object.keys(others).length === 0;
}

/** Reads words about a subscription in any order. */
export function readRequest(words: readonly Word[]): RequestWords {
  const sections: Record<Section, Word[]> = { when: [], zone: [], robots: [], site: [] };
  let section: Section = 'when';
  for (const word of words) {
    const opened = word.quoted || !Object.hasOwn(OPENERS, word.lower) ? undefined : OPENERS[word.lower];
    if (opened !== undefined) {
      section = opened;
      continue;
    }
    const isFull = section === 'zone' && (sections.zone.length === LONGEST_ZONE || sections.zone.at(-1)?.quoted);
    if (isFull || (!word.quoted && section !== 'when' && endsSection(section, word.lower))) section = 'when';
    sections[section].push(word);
  }
  const { zone, others } = splitZone(sections.zone);
  const when = readWhen([...sections.when, ...others]);
  const robots = robotNames(sections.robots);
  const site = sections.site.map(({ text }) => text).join(' ');
  return {
    ...when,
    ...((zone ?? when.zone) !== undefined && { zone: zone ?? when.zone ?? '' }),
    ...(robots !== undefined && { robots }),
    ...(site !== '' && { site }),
  };
}

/** Small words and numbers stand in names too: `Port of Spain`, `Spot 2`. */
function endsSection(section: Section, lower: string): boolean {
  const word = lower.replace(/,$/, '');
  if (section === 'zone') return word !== 'of' && isWhenWord(word);
  return word !== 'and' && !/^[\d,]+$/.test(word) && isWhenWord(word);
}

function isWhenWord(lower: string): boolean {
  const parts = lower.split(',');
  return OTHERS.has(lower) || lower.startsWith('#') || parts.some((part) => looksLikeTime(part) || isMoment(part));
}

const isMoment = (word: string): boolean => daysOfWord(word) !== undefined || timeOfWord(word) !== undefined;

/** The longest zone at the beginning; all of the words where there is none. */
function splitZone(words: readonly Word[]): { readonly zone?: string; readonly others: readonly Word[] } {
  const joined = (count: number): string => textOf(words.slice(0, count)).replace(/,$/, '');
  for (let count = words.length; count > 0; count--) {
    if (findZone(joined(count)) !== undefined) return { zone: joined(count), others: words.slice(count) };
  }
  return words.length === 0 ? { others: [] } : { zone: joined(words.length), others: [] };
}

const textOf = (words: readonly Word[]): string => words.map(({ text }) => text).join(' ');

/** Names between commas or `and`; quoted ones stand by themselves. */
function robotNames(words: readonly Word[]): readonly string[] | undefined {
  if (words.length === 0) return undefined;
  const names: string[] = [];
  let name: string[] = [];
  const finish = (): void => {
    if (name.length > 0) names.push(name.join(' '));
    name = [];
  };
  for (const { text, lower, quoted } of words) {
    const parts = quoted ? [text] : lower === 'and' ? ['', ''] : text.split(',');
    if (quoted) finish();
    for (const [i, part] of parts.entries()) {
      if (i > 0 || quoted) finish();
      if (part !== '') name.push(part);
    }
    if (quoted) finish();
  }
  finish();
  return names.length === 1 && names[0]?.toLowerCase() === 'all' ? [] : names;
}

interface When {
  summary?: SummaryName;
  days: Set<number>;
  isWeekly: boolean;
  times: Set<string>;
  zone?: string;
  skipEmpty?: boolean;
  place?: PlaceWords;
  wrong: string[];
}

/** Takes words from the front of the others; how many, or nothing where it knows none. */
type Take = (when: When, word: string, others: readonly string[], before: string | undefined) => number | undefined;

function readWhen(words: readonly Word[]): Omit<RequestWords, 'robots' | 'site'> {
  const when: When = { days: new Set(), isWeekly: false, times: new Set(), wrong: [] };
  const parts = words.flatMap(({ text, quoted }) => (quoted ? [text] : text.split(',').filter((part) => part !== '')));
  const lower = parts.map((part) => part.toLowerCase());
  let before: string | undefined;
  for (let at = 0; at < parts.length; ) {
    const [word = '', ...others] = lower.slice(at);
    const taken = TAKERS.map((take) => take(when, word, others, before)).find((count) => count !== undefined);
    if (taken === undefined) when.wrong.push(parts[at] ?? '');
    before = word;
    at += taken ?? 1;
  }
  const { days, times, ...others } = when;
  return {
    ...others,
    ...(days.size > 0 && { days: [...days].toSorted((a, b) => a - b) }),
    times: [...times].toSorted(),
  };
}

const takeDays: Take = (when, word, [second = '', third = '']) => {
  const [from, to] = [dayOf(word), dayOf(third)];
  const isRange = from !== undefined && to !== undefined && /^(to|till|until|through|-|–|—)$/.test(second);
  const days = isRange ? daysBetween(from, to) : daysOfWord(word);
  if (days === undefined) return undefined;
  // `daily 07:00 mon-fri` means those days.
  if (when.days.size === 7) when.days.clear();
  if (days.length < 7 || when.days.size === 0) for (const day of days) when.days.add(day);
  return isRange ? 3 : 1;
};

const takeTime: Take = (when, word, [second = ''], before) => {
  const half = /^[ap]\.?m\.?$/.test(second) ? second : '';
  const isHour = half !== '' || standsForHour(before, when.times.size > 0);
  const time = timeOfWord(`${word}${half}`, isHour);
  if (time === undefined) return undefined;
  when.times.add(time);
  return half === '' ? 1 : 2;
};

/** Whether a bare number behind this word is an hour: `at 7`, `daily 7`, `6, 14 and 22`, and one that comes first. */
function standsForHour(before: string | undefined, hasTimes: boolean): boolean {
  if (before === undefined || before === 'at' || before === 'to' || daysOfWord(before) !== undefined) return true;
  return hasTimes && (before === 'and' || /^\d/.test(before));
}

const takeSkip: Take = (when, word, others) => {
  const isSkip = word === 'skip';
  if (!isSkip && !['also', 'always', 'even'].includes(word)) return undefined;
  when.skipEmpty = isSkip;
  const end = others.findIndex((other) => !['if', 'when', 'it', 'is'].includes(other));
  if (end < 0) return others.length + 1;
  return /^(empty|nothing)$/.test(others[end] ?? '') ? end + 2 : end + 1;
};

const takePlace: Take = (when, word) => {
  if (word !== 'here' && word !== 'me' && !/^#./.test(word)) return undefined;
  when.place = word === 'here' || word === 'me' ? word : { channel: word.slice(1) };
  return 1;
};

const takeWeekly: Take = (when, word) => {
  if (word !== 'weekly' && word !== 'week') return undefined;
  when.isWeekly = true;
  return 1;
};

const takeZone: Take = (when, word) => {
  const isZone = word === 'utc' || (word.includes('/') && findZone(word) !== undefined);
  if (!isZone && !isSpokenZone(word)) return undefined;
  when.zone = word;
  return 1;
};

const takeSummary: Take = (when, word) => {
  if (!Object.hasOwn(SUMMARIES, word)) return undefined;
  // "The fleet and shift summary" can only mean the one that is not said by default.
  if (when.summary !== 'shift') when.summary = SUMMARIES[word] ?? 'fleet';
  return 1;
};

const takeNoise: Take = (_when, word) => (NOISE.has(word) || /^[-–—]$/.test(word) ? 1 : undefined);

const TAKERS: readonly Take[] = [takeDays, takeTime, takeSkip, takePlace, takeWeekly, takeZone, takeSummary, takeNoise];
