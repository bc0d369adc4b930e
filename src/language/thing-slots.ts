import { freeAsset } from './free-asset.ts';
import { slotsOf } from './intent-slots.ts';
import { goesOn, has, type Mark } from './mark.ts';
import { productIn } from './product.ts';
import { joined } from './read-things.ts';
import type { Sign } from './rule.ts';
import { reader, type SlotReaders, type SlotSource } from './slot-reader.ts';

/** Questions that name places without a number. */
const PLACED = ['capture_show', 'reading_value', 'reading_trend', 'reading_compare'];

/** What is asked for, without what is left out. */
const asked = ({ marks }: SlotSource): readonly Mark[] => marks.filter((mark) => !mark.leftOut);

const textOf = (marks: readonly Mark[], sign: Sign): string | undefined => marks.find((mark) => has(mark, sign))?.text;

const isFloor = (intent: string): boolean => /^(?:wo|station|unit)_/.test(intent);

/** Things named freely: where they are in a sentence and what is asked tells their kind. */
export const THING_SLOTS: SlotReaders = {
  asset: reader(['@asset', 'asset', '@station'], (source) => {
    const marks = asked(source);
    const named = textOf(marks, '@asset')?.replace(/(?<=\d)s$/u, '');
    if (slotsOf(source.rule.intent).includes('near_station')) return nearStation(marks) === named ? undefined : named;
    return named ?? textOf(marks, '@station') ?? freeAsset(marks, source.rule.intent);
  }),
  station: reader(['@station', '@asset'], stationOf),
  near_station: reader(['@station', 'near'], (source) => nearStation(asked(source), source.rule.intent)),
  product: reader(['@unknown', 'asset'], (source) => {
    const product = productIn(asked(source), source.rule.intent);
    const isStation = slotsOf(source.rule.intent).includes('station') && product === stationOf(source);
    return isStation ? undefined : product;
  }),
};

/** The station that is asked about: by a number, or two words where a station's name stands. */
function stationOf(source: SlotSource): string | undefined {
  const { intent } = source.rule;
  const marks = asked(source);
  if (!isFloor(intent)) return nearStation(marks) === undefined ? textOf(marks, '@station') : undefined;
  const isProduct = (mark: Mark): boolean =>
    intent === 'wo_list' && (has(marks[marks.indexOf(mark) - 1], 'of') || has(marks[marks.indexOf(mark) + 1], 'work_order'));
  const coded = marks.find((mark) => has(mark, '@asset') && !isProduct(mark));
  return textOf(marks, '@station') ?? coded?.text ?? numbered(marks, intent) ?? uncoded(marks, intent);
}

/** A station beside which something is: "near Press 3", "by weld cell 2". */
function nearStation(marks: readonly Mark[], intent = 'cross_link'): string | undefined {
  const at = marks.findIndex((mark) => has(mark, '@station', '@asset') && isBeside(marks, marks.indexOf(mark)));
  const found = marks[at];
  if (found) return found.text;
  return intent === 'cross_link' || intent === 'robot_location'
    ? marks.find((mark) => has(mark, '@station'))?.text
    : undefined;
}

function isBeside(marks: readonly Mark[], at: number): boolean {
  const before = marks.slice(Math.max(0, at - 2), at).filter((mark) => !/^the$/i.test(mark.text));
  const last = before.at(-1);
  return (
    has(last, 'near', 'around') ||
    (has(last, 'before') && has(marks[at], '@station')) ||
    (has(last, 'to') && has(before.at(-2), 'near'))
  );
}

/** "Packing 2": words that else mean something, before a number. */
function numbered(marks: readonly Mark[], intent: string): string | undefined {
  const isStation = intent === 'station_status' || intent === 'station_stats';
  const at = marks.findIndex(
    (mark, i) =>
      (isStation || has(marks[i - 1], 'at')) &&
      has(mark, 'offtopic', 'mission') &&
      goesOn(mark) &&
      has(marks[i + 1], '@number'),
  );
  const [word, number] = [marks[at], marks[at + 1]];
  return word && number && `${word.text} ${number.text}`;
}

/** Two words or more that could be a name and have no number: "the paint booth". */
function uncoded(marks: readonly Mark[], intent: string): string | undefined {
  const phrases = phrasesIn(marks, ['@unknown', '@norobot']);
  const isPlaced = (phrase: Mark): boolean => {
    const at = marks.findIndex(({ from }) => from === phrase.from);
    const before = marks.slice(Math.max(0, at - 2), at);
    return before.some((mark) => has(mark, 'at') || (has(mark, 'of') && intent !== 'wo_list'));
  };
  return phrases.find((phrase) => intent === 'station_status' || isPlaced(phrase))?.text;
}

/** Two words for a place: "Fence East", "at Pump house". */
function placeIn(marks: readonly Mark[]): string | undefined {
  const isName = (phrase: Mark): boolean => phrase.text.split(' ').every((word) => /^\p{Lu}/u.test(word));
  const phrases = phrasesIn(marks, ['@norobot', '@unknown', 'asset', 'place']);
  const isAt = (phrase: Mark): boolean =>
    has(marks[marks.findIndex(({ from }) => from === phrase.from) - 1], 'at', 'of');
  const known = marks.find((mark) => has(mark, 'asset') && /\s/.test(mark.text));
  if (known) return known.text;
  return phrases.find((phrase) => isName(phrase) || (isAt(phrase) && /^\p{Lu}/u.test(phrase.text)))?.text;
}

/** Neighbours with one of the signs, put together, where there are two or more. */
function phrasesIn(marks: readonly Mark[], signs: readonly Sign[]): readonly Mark[] {
  const runs: Mark[][] = [];
  let open = false;
  for (const mark of marks) {
    const isPart = has(mark, ...signs) && /^[\p{L} ]+$/u.test(mark.text);
    if (isPart && open) runs.at(-1)?.push(mark);
    else if (isPart) runs.push([mark]);
    open = isPart && goesOn(mark);
  }
  return runs.filter((run) => run.length > 1).map((run) => joined(run, '@unknown'));
}
