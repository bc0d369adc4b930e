import type { Mark } from './read-marks.ts';
import type { Sign } from './rule.ts';
import { firstValue, has, reader, type SlotReaders, some, wanted } from './slot-reader.ts';

type NameSign = '@robot' | '@mission' | '@site';

/** A name, or who it may be; of an unknown one the nearest. */
export function nameOf(mark: Mark): unknown {
  if (has(mark, '@norobot', '@nomission')) {
    const suggest = typeof mark.value === 'function' ? (mark.value as () => readonly string[])() : [];
    return { unknown: mark.text, suggest };
  }
  const names = mark.value as readonly string[];
  return names.length === 1 ? names[0] : { ambiguous: names };
}

function namesOf(marks: readonly Mark[], sign: NameSign, unknown: Sign): readonly unknown[] {
  const known = wanted(marks).filter((mark) => has(mark, sign));
  const found =
    known.length > 0
      ? known
      : wanted(marks)
          .filter((mark) => has(mark, unknown) && mark.text.length > 1)
          .slice(0, 1);
  return [...new Map(found.map((mark) => [JSON.stringify(mark.value) ?? mark.text, nameOf(mark)])).values()];
}

const robotsOf = (marks: readonly Mark[]) => namesOf(marks, '@robot', '@norobot');

/** "Run 4711": digits behind the word. */
function runNumber(marks: readonly Mark[]): string | undefined {
  const at = marks.findIndex((mark) => has(mark, 'run'));
  const next = marks[at + 1];
  return at >= 0 && next && has(next, '@number') && /^\d{3,}$/.test(next.text) ? next.text : undefined;
}

/** Who and what a question is about. */
export const NAME_SLOTS: SlotReaders = {
  robot: reader(['@robot', '@norobot', 'robot', 'it'], ({ marks }) => {
    const found = robotsOf(marks);
    return found.length === 1 ? found[0] : undefined;
  }),
  robots: reader(['@robot', 'and'], ({ marks }) => {
    const found = robotsOf(marks);
    return found.length > 1 ? found : undefined;
  }),
  mission: reader(
    ['@mission', '@nomission', 'mission', 'run', 'it'],
    ({ marks }) => namesOf(marks, '@mission', '@nomission')[0],
  ),
  instance: reader(['@site', 'site'], ({ marks }) => {
    const [known] = namesOf(marks, '@site', '@site');
    if (known !== undefined) return known;
    const at = marks.findIndex((mark) => has(mark, 'site'));
    const named = [marks[at + 1], marks[at - 1]].find((mark) => mark && at >= 0 && has(mark, '@unknown', '@norobot'));
    return named && { unknown: named.text };
  }),
  run_id: reader(['@id', 'it'], ({ marks }) => marks.find((mark) => has(mark, '@id'))?.value ?? runNumber(marks)),
  anomaly_id: reader(['@id', 'it'], ({ marks }) => {
    const isShown = !some(marks, '@asset') && marks.some((mark) => /\b(?:this|that|it)\b/i.test(mark.text));
    return marks.find((mark) => has(mark, '@id'))?.value ?? (isShown ? '<thread>' : undefined);
  }),
  asset: reader(['@asset', 'asset'], ({ marks }) => marks.find((mark) => has(mark, '@asset'))?.value),
  user: firstValue('@user'),
  wo: firstValue('@order'),
  station: firstValue('@station'),
  near_station: firstValue('@station'),
  unit: reader(['@serial', 'unit', 'serial'], ({ marks }) => marks.find((mark) => has(mark, '@serial'))?.value),
  product: reader(
    ['@unknown'],
    ({ marks }) => marks.find((mark) => has(mark, '@unknown') && mark.text.length > 3)?.text,
  ),
};
