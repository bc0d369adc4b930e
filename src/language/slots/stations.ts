import { goesOn, has, type Mark } from '../reading/mark.ts';
import { joined } from '../reading/read-things.ts';
import type { Sign } from '../rule.ts';

/** Questions that are about stations, orders or units. */
const isFloor = (intent: string): boolean => /^(?:wo|station|unit)_/.test(intent);

const isCapitals = (text: string): boolean => text.split(' ').every((word) => /^\p{Lu}/u.test(word));

/** The two marks before something, perhaps put together from several. */
const twoBefore = (marks: readonly Mark[], { from }: Mark): readonly Mark[] =>
  marks.filter(({ to }) => to < from).slice(-2);

/** The station that is asked about: by a number, or two words where a station's name stands. */
export function stationIn(marks: readonly Mark[], intent: string): string | undefined {
  const known = marks.find((mark) => has(mark, '@station'))?.text;
  if (!isFloor(intent)) return stationBeside(marks, intent) === undefined ? known : undefined;
  const isProduct = (at: number): boolean =>
    intent === 'wo_list' && (has(marks[at - 1], 'of') || has(marks[at + 1], 'work_order'));
  const coded = marks.find((mark, at) => has(mark, '@asset') && !isProduct(at));
  return known ?? coded?.text ?? numbered(marks, intent) ?? uncoded(marks, intent);
}

/** A station beside which something is: "near Press 3", "by weld cell 2"; where only such are asked for, any. */
export function stationBeside(marks: readonly Mark[], intent: string): string | undefined {
  const coded = marks.filter((mark) => has(mark, '@station', '@asset'));
  const found = [...coded, ...namesIn(marks)].find((mark) => isBeside(mark, twoBefore(marks, mark)));
  if (found || (intent !== 'cross_link' && intent !== 'robot_location')) return found?.text;
  return coded.find((mark) => has(mark, '@station'))?.text;
}

/** "By" tells who or what did something, too; then a thing that is no station did it. */
function isBeside(mark: Mark, before: readonly Mark[]): boolean {
  const [last, earlier] = before.filter(({ text }) => !/^the$/i.test(text)).toReversed();
  return (
    has(last, 'near', 'around') ||
    (has(last, 'before') && (has(mark, '@station') || (!has(mark, '@asset') && isCapitals(mark.text)))) ||
    (has(last, 'to') && has(earlier, 'near'))
  );
}

/** "Packing 2", "welder 3": words that else mean something, before a number. */
function numbered(marks: readonly Mark[], intent: string): string | undefined {
  const isStation = intent === 'station_status' || intent === 'station_stats';
  const at = marks.findIndex(
    (mark, i) =>
      (isStation || has(marks[i - 1], 'at')) &&
      has(mark, 'offtopic', 'mission', 'operator', 'pressure') &&
      goesOn(mark) &&
      has(marks[i + 1], '@number'),
  );
  const [word, number] = [marks[at], marks[at + 1]];
  return word && number && `${word.text} ${number.text}`;
}

/** Two words or more that could be a name and have no number, "the paint booth"; one only where a station must stand. */
function uncoded(marks: readonly Mark[], intent: string): string | undefined {
  const names = namesIn(marks);
  const isPlaced = (name: Mark): boolean =>
    twoBefore(marks, name).some((mark) => has(mark, 'at') || (has(mark, 'of') && intent !== 'wo_list'));
  const placed = names.find(isPlaced) ?? marks.find((mark, at) => isOne(mark, marks[at - 1]));
  if (placed || intent !== 'station_status') return placed?.text;
  return (names.findLast(({ text }) => isCapitals(text)) ?? names[0] ?? oneWord(marks))?.text;
}

/** "At Anodizing", "the packing line". */
function isOne(mark: Mark, before: Mark | undefined): boolean {
  if (has(before, 'at') && has(mark, '@norobot')) return true;
  const isThe = has(before, 'at') || /^the$/i.test(before?.text ?? '');
  return isThe && has(mark, 'station') && / .*[^s]$/.test(mark.text);
}

/** "Deburring is dead silent", "is Anodizing up". */
const oneWord = (marks: readonly Mark[]): Mark | undefined =>
  marks.find((mark, at) => has(mark, '@norobot') || (at === 0 && has(mark, '@unknown') && isCapitals(mark.text)));

/** Words that else have a meaning, but written with a capital belong to a name: "Final Assembly". */
const ALSO: readonly Sign[] = ['station', 'machine', 'asset', 'place', 'last', 'thermal', 'leak'];

/** Neighbours that could be a station's name, put together, where there are two words or more. */
function namesIn(marks: readonly Mark[]): readonly Mark[] {
  const runs: Mark[][] = [];
  for (const [at, mark] of marks.entries()) {
    const before = marks[at - 1];
    const isInside = before !== undefined && !before.ends;
    if (!/^[\p{L} ]+$/u.test(mark.text)) continue;
    if (!has(mark, '@unknown', '@norobot') && !(isInside && has(mark, ...ALSO) && isCapitals(mark.text))) continue;
    const open = goesOn(before) && runs.at(-1)?.at(-1) === before ? runs.at(-1) : undefined;
    if (open) open.push(mark);
    else runs.push([mark]);
  }
  return runs.map((run) => joined(run, '@unknown')).filter(({ text }) => text.includes(' '));
}
