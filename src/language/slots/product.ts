import { goesOn, has, type Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';

/** Words that can be part of a product's name. */
const NOUNS: readonly Sign[] = ['@unknown', '@norobot', 'asset', '@asset', 'control', 'move', 'gauge', 'leak'];

/** What is made, by its place in a question: "how many gearboxes", "orders for pump housings", "gearbox orders". */
export function productIn(marks: readonly Mark[], intent: string): string | undefined {
  const known = marks.find((mark) => has(mark, '@product'));
  if (known) return known.text;
  for (let at = 0; at < marks.length; at++) {
    if (!isNoun(marks, at) || (at > 0 && isNoun(marks, at - 1) && goesOn(marks[at - 1]))) continue;
    const end = endOfNoun(marks, at);
    const words = marks.slice(at, end);
    if (words.some((mark) => has(mark, '@asset')) && !intent.startsWith('wo_')) continue;
    // "For a rush job": what a job is like is no product.
    if (has(marks[end], 'mission') && goesOn(words.at(-1)) && !words.some((mark) => has(mark, 'asset'))) continue;
    if (isBehindMaking(marks, at, words.at(-1)) || isBeforeMade(marks, end))
      return words.map(({ text }) => text).join(' ');
  }
  return undefined;
}

function isNoun(marks: readonly Mark[], at: number): boolean {
  const mark = marks[at];
  return mark !== undefined && has(mark, ...NOUNS) && mark.text.length > 2 && !mark.quoted && !has(mark, 'filler');
}

function endOfNoun(marks: readonly Mark[], at: number): number {
  let end = at;
  while (isNoun(marks, end)) {
    end++;
    // A plural ends it: "how many inverters left the line".
    if (!goesOn(marks[end - 1]) || isPlural(marks[end - 1])) break;
  }
  return end;
}

/** "For the …", "how many …", "we make any …". */
function isBehindMaking(marks: readonly Mark[], at: number, noun: Mark | undefined): boolean {
  let before = at - 1;
  while (
    has(marks[before], 'filler', 'any') &&
    !has(marks[before], 'of', 'mine') &&
    /^(?:the|any|a|an|on|with)$/i.test(marks[before]?.text ?? '')
  )
    before--;
  const word = marks[before];
  if (!goesOn(word)) return false;
  if (has(word, 'of') && !has(word, 'mine')) return true;
  if (has(word, 'yield', 'pace')) return true;
  return has(word, 'how_many', 'how_much') || (has(word, 'production', 'change') && isPlural(noun));
}

const isPlural = (mark: Mark | undefined): boolean =>
  mark !== undefined && mark.text.length > 3 && mark.text.endsWith('s');

/** "Pump bodies built", "gearbox orders". */
function isBeforeMade(marks: readonly Mark[], end: number): boolean {
  const next = marks[end];
  const last = marks[end - 1];
  return (
    goesOn(last) &&
    ((has(next, 'work_order', 'mission', 'production') && has(last, 'asset', '@asset')) ||
      (has(next, 'production') && /(?:ed|built|made|output)$/i.test(next?.text ?? '')))
  );
}
