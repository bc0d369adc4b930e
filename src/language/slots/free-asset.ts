import { goesOn, has, type Mark } from '../reading/mark.ts';
import { joined } from '../reading/read-things.ts';
import type { Sign } from '../rule.ts';
import { OF_ALERT } from './id-slots.ts';
import { some } from './slot-reader.ts';

/** What a place or machine is called by. */
const HEADS: readonly Sign[] = ['asset', 'place'];
/** Words that can stand in such a name. */
const PARTS: readonly Sign[] = [...HEADS, '@unknown', '@norobot'];
/** Words with a meaning of their own that tell one place from another: "battery storage". */
const TELLING: readonly Sign[] = ['battery', 'gauge', 'leak', 'pressure', 'dock', 'production', 'offtopic'];
/** What stands before a place. */
const BEFORE: readonly Sign[] = ['at', 'in', 'near', 'of', 'from'];
/** Words for any of them. */
const ANY_OF_THEM = [
  'asset',
  'equipment',
  'machinery',
  'apparatus',
  'component',
  'building',
  'area',
  'compound',
  'lab',
];

/** Behind these an alert is told by its place: "the alert at the cooling skid". */
const ALERTS: readonly Sign[] = ['anomaly', 'leak', 'thermal', 'acoustic'];

/** A place or machine without a number, by its place in a question: "the leak at the cooling skid", "gate pictures". */
export function freeAsset(marks: readonly Mark[], intent: string): string | undefined {
  const isOfAlert = OF_ALERT.includes(intent);
  for (const [at, mark] of marks.entries()) {
    if (!isPreposition(mark) || (isOfAlert && !has(marks[at - 1], ...ALERTS))) continue;
    const found = behind(marks, at);
    if (found) return found;
  }
  return isOfAlert ? undefined : beforeWhatIsAsked(marks, intent);
}

const isPreposition = (mark: Mark): boolean =>
  goesOn(mark) && !has(mark, 'mine', '@time') && (has(mark, ...BEFORE) || mark.text === 'on' || mark.text === 'by');

const isArticle = (mark: Mark | undefined): boolean => goesOn(mark) && /^(?:the|our|that|this|my)$/i.test(mark.text);

/** "At the rooftop fan", "of Fence East"; words that nobody knows are one where the preposition tells a place. */
function behind(marks: readonly Mark[], preposition: number): string | undefined {
  const hasArticle = isArticle(marks[preposition + 1]);
  const words = phraseFrom(marks, preposition + (hasArticle ? 2 : 1));
  if (words.length === 0) return undefined;
  const name = textOf(words);
  const isLong = name.includes(' ');
  const isPlace = hasArticle && has(marks[preposition], 'at', 'near', 'of');
  const isMeant = words.some((word) => has(word, ...HEADS)) ? isLong || hasArticle : isLong && isPlace;
  return isMeant ? name : undefined;
}

/** "Gate pictures"; of what was measured any machine is meant: "the deaerator is louder than yesterday". */
function beforeWhatIsAsked(marks: readonly Mark[], intent: string): string | undefined {
  const isReading = intent.startsWith('reading_') || (intent === 'subscribe' && some(marks, 'over', 'under'));
  for (let at = 0; at < marks.length; at++) {
    const words = phraseFrom(marks, at);
    const last = words.at(-1);
    const isMeant = words.some((word) => has(word, ...HEADS)) && last !== undefined && !isPlural(last);
    const isBefore = intent === 'capture_show' && goesOn(last) && has(marks[at + words.length], 'picture');
    if (isMeant && (isBefore || (isReading && words.some((word) => has(word, 'asset'))))) return textOf(words);
    at += Math.max(0, words.length - 1);
  }
  return undefined;
}

/** Neighbours that can be one name. */
function phraseFrom(marks: readonly Mark[], start: number): readonly Mark[] {
  let end = start;
  while (isPart(marks[end]) || (has(marks[end], ...TELLING) && isPart(marks[end + 1]) && goesOn(marks[end]))) {
    end++;
    if (!goesOn(marks[end - 1])) break;
  }
  const words = marks.slice(start, end);
  return words.length === 1 && ANY_OF_THEM.includes(words[0]?.text.toLowerCase() ?? '') ? [] : words;
}

const isPart = (mark: Mark | undefined): boolean =>
  has(mark, ...PARTS) && !mark?.owns && !mark?.quoted && /^[\p{L} ]+$/u.test(mark?.text ?? '');

const isPlural = ({ text }: Mark): boolean => /[^s]s$/.test(text);

const textOf = (words: readonly Mark[]): string => joined(words, '@asset').text;
