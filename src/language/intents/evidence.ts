import type { Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';
import type { TimeValue } from '../times/time-value.ts';

/** Stands for the intent of the sentence before: the same is asked with other words in it. */
export const SAME = 'same';

/** How strongly what stands in a sentence speaks for intents, as learned from labelled sentences. */
export interface Weights {
  readonly intents: readonly string[];
  /** By what stands in a sentence: pairs of letters, the first for the place in `intents`, the second for the weight. */
  readonly of: Readonly<Record<string, string>>;
}

/** A weight of an intent, by its place in `intents`. */
export type Weighed = readonly [intent: number, weight: number];

/** Long sentences hold more evidence, but do not speak louder: each piece counts as if there were so many. */
const USUAL = 20;
/** How much likelihoods are set apart, so that of the sentences understood with a likelihood of 0.8 four of five are understood rightly. */
const SHARPNESS = 1.3;
const LONGEST = 60;
const MOST_THINGS = 16;

/** What stands in a question behind a sentence of another intent, or behind none: words, neighbours, concepts and pairs of them. */
export function evidenceIn(read: readonly Mark[], before?: string): readonly string[] {
  const marks = withoutGreeting(read).slice(0, LONGEST);
  const found = new Set(['any']);
  for (const word of marks.flatMap(wordsOf)) found.add(`w ${word}`);
  const row = ['^', ...marks.map(kindOf), '$'];
  for (let i = 1; i < row.length; i++) {
    found.add(`b ${row[i - 1]} ${row[i]}`);
    if (i > 1) found.add(`t ${row[i - 2]} ${row[i - 1]} ${row[i]}`);
  }
  const things = thingsIn(marks);
  for (const thing of things) found.add(`c ${thing}`);
  for (const pair of pairsOf(things)) found.add(`p ${pair}`);
  if (before !== undefined) for (const each of behind(marks, before)) found.add(each);
  return [...found];
}

/** Who greets, asks and thanks has asked. */
function withoutGreeting(marks: readonly Mark[]): readonly Mark[] {
  const isSmall = ({ signs }: Mark): boolean => signs.every((sign) => SMALL_TALK.includes(sign));
  const from = marks.findIndex((mark) => !isSmall(mark));
  if (from < 0) return marks;
  const to = marks.findLastIndex((mark) => !isSmall(mark));
  const isGreeting = ({ signs: [sign] }: Mark, at: number): boolean =>
    (at < from && sign === 'greet') || (at > to && sign === 'thank');
  return marks.filter((mark, at) => !isGreeting(mark, at));
}

const SMALL_TALK: readonly Sign[] = ['greet', 'thank', 'filler', 'bot', 'all', 'any', 'me', 'channel', '@user', 'fine'];

/** What was asked before, and the concepts of a sentence behind it, also by what kind of thing was spoken of. */
function behind(marks: readonly Mark[], before: string): readonly string[] {
  const [kind = ''] = before.split('_');
  const signs = marks.flatMap((mark) => mark.signs).filter((sign) => sign !== 'filler');
  return [
    'behind',
    `behind ${before}`,
    `behind ${kind}`,
    ...signs.flatMap((sign) => [`h ${sign}`, `h ${kind} ${sign}`]),
  ];
}

/** Words by their stem; names and numbers are none. */
const wordsOf = ({ signs: [sign = 'filler'], text }: Mark): readonly string[] =>
  sign.startsWith('@') && sign !== '@unknown' ? [] : text.toLowerCase().split(' ').map(stemOf);

/** A mark by what it means, or by its word where that means nothing. */
function kindOf(mark: Mark): string {
  const sign = mark.signs.find((each) => each !== 'filler');
  if (sign === '@time') return directionOf(mark);
  return sign ?? mark.text.split(' ')[0]?.toLowerCase() ?? '';
}

/** Concepts and kinds of names, also that there are several of a kind, and where times lie. */
function thingsIn(marks: readonly Mark[]): readonly string[] {
  const signs = marks.flatMap((mark) => mark.signs).filter((sign) => sign !== 'filler');
  const several = ['@robot', '@mission', '@time'].filter((kind) => signs.filter((sign) => sign === kind).length > 1);
  const directions = marks.filter((mark) => mark.signs.includes('@time')).map(directionOf);
  return [...new Set([...signs, ...several.map((kind) => `${kind}s`), ...directions])].slice(0, MOST_THINGS).sort();
}

/** Whether a time lies behind or ahead; a weekday may be either. */
function directionOf({ value }: Mark): string {
  const { text, ahead } = value as TimeValue;
  if (/^(?:tomorrow|tonight|next)/.test(text)) return '@ahead';
  if (ahead !== undefined && ahead !== text) return '@either';
  return /^(?:today|this_)/.test(text) ? '@current' : '@past';
}

const pairsOf = (things: readonly string[]): readonly string[] =>
  things.flatMap((one, at) => things.slice(at + 1).map((other) => `${one} ${other}`));

const stemOf = (word: string): string => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/u, '') : word);

/** How likely each intent is, from 0 to 1, the likeliest first. */
export type Likelihoods = readonly { readonly intent: string; readonly likelihood: number }[];

/** Builds the function that weighs what stands in a sentence. */
export function createEvidence({ intents, of }: Weights): (found: readonly string[]) => Likelihoods {
  return (found) => {
    const sums = intents.map(() => 0);
    const scale = loudness(found.length) * SHARPNESS;
    for (const each of found) {
      if (!Object.hasOwn(of, each)) continue;
      for (const [intent, weight] of unpacked(of[each] ?? '')) sums[intent] = (sums[intent] ?? 0) + weight * scale;
    }
    const most = Math.max(...sums);
    const odds = sums.map((sum) => Math.exp(sum - most));
    const total = odds.reduce((all, each) => all + each, 0);
    return intents
      .map((intent, i) => ({ intent, likelihood: (odds[i] ?? 0) / total }))
      .toSorted((a, b) => b.likelihood - a.likelihood);
  };
}

/** Questions about several, what names one of them, and the question about that one. */
const ONE_OF: readonly (readonly [string, Sign, string])[] = [
  ['wo_list', '@order', 'wo_status'],
  ['station_list', '@station', 'station_status'],
];

/** What is asked by the same of another: "and WO-1042?" behind a list of orders asks about one order. */
export const sameAs = (before: string | undefined, marks: readonly Mark[]): string | undefined =>
  ONE_OF.find(
    ([list, sign]) => list === before && marks.some(({ signs, leftOut }) => signs[0] === sign && !leftOut),
  )?.[2] ?? before;

/** Likelihoods where "the same" is the intent of the sentence before, or another that is asked by it, and whether the one before is meant because it is the same. */
export function behindThat(
  likelihoods: Likelihoods,
  before: string | undefined,
  meant = before,
): { readonly likelihoods: Likelihoods; readonly isSame: boolean } {
  const of = (name: string | undefined): number => likelihoods.find(({ intent }) => intent === name)?.likelihood ?? 0;
  const same = before === undefined ? 0 : of(SAME);
  const others = likelihoods.filter(({ intent }) => intent !== SAME && intent !== meant);
  const all = meant === undefined ? others : [...others, { intent: meant, likelihood: of(meant) + same }];
  return {
    likelihoods: all.toSorted((a, b) => b.likelihood - a.likelihood),
    isSame: meant === before && same > of(before),
  };
}

/** How loud each of so many pieces of evidence speaks. */
export const loudness = (count: number): number => Math.sqrt(USUAL / count);

/** Letters that stand for themselves in JSON: those from # to ~ without the backslash. */
const LETTERS = Array.from({ length: 92 }, (_, i) => String.fromCharCode(0x23 + i)).filter((letter) => letter !== '\\');
const PLACES = new Map(LETTERS.map((letter, place) => [letter, place]));
const NOTHING = 40;
const STEP = 0.1;

/** Weights in steps of a tenth, two letters each; those that round to nothing are left out. */
export function packed(weights: readonly Weighed[]): string {
  const letter = (place: number): string => LETTERS[Math.max(0, Math.min(LETTERS.length - 1, place))] ?? '';
  return weights
    .map(([intent, weight]) => ({ intent, steps: Math.round(weight / STEP) }))
    .filter(({ steps }) => steps !== 0)
    .map(({ intent, steps }) => letter(intent) + letter(NOTHING + steps))
    .join('');
}

function unpacked(text: string): readonly Weighed[] {
  const place = (at: number): number => PLACES.get(text.charAt(at)) ?? NOTHING;
  return Array.from(
    { length: text.length / 2 },
    (_, i) => [place(2 * i), (place(2 * i + 1) - NOTHING) * STEP] as const,
  );
}
