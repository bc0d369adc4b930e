import type { Mark } from '../reading/mark.ts';
import type { Sign } from '../rule.ts';
import { numberAt } from '../times/read-amounts.ts';
import { languageTagOf } from './language-tags.ts';
import { has, isDenied, type SlotReaders, type SlotSource } from './slot-reader.ts';
import { findZoneOf } from './zones.ts';

/** "Not English", "instead of metres", "better than military time". */
const isRefused = (marks: readonly Mark[], at: number): boolean =>
  isDenied(marks, at) || has(marks[at - 1], 'change', 'compare', 'than');

/** The last that is said and not refused: "not English, Dutch". */
const lastMeant = (marks: readonly Mark[], ...signs: readonly Sign[]): Mark | undefined =>
  marks.findLast((mark, i) => has(mark, ...signs) && !isRefused(marks, i));

function zoneOf({ marks }: SlotSource): string | undefined {
  const zone = marks.find((mark) => has(mark, '@zone'));
  return zone ? zone.text : findZoneOf(marks);
}

/** The language to write in; "not on German holidays" tells a country. */
function languageOf({ marks }: SlotSource): string | undefined {
  const named = marks.flatMap((mark, i) => {
    const isCountry = marks.slice(i + 1, i + 3).some((next) => has(next, 'holiday'));
    const tag = languageTagOf(mark.text, has(marks[i - 1], 'language'));
    return tag === undefined || isCountry || isRefused(marks, i) ? [] : [tag];
  });
  return named.at(-1);
}

function clockOf({ marks, words }: SlotSource): string | undefined {
  // "Write 17:00, not 5pm".
  const written = lastMeant(words, '@clock');
  if (written) return String(written.value).endsWith('m') ? '12h' : '24h';
  const said = lastMeant(marks, 'clock_24', 'clock_12');
  if (said) return has(said, 'clock_24') ? '24h' : '12h';
  for (const [at, mark] of words.entries()) {
    const hours = has(mark, '@span') ? Number.parseInt(String(mark.value), 10) : numberAt(words, at);
    if (has(mark, '@span') || has(words[at + 1], 'hour')) {
      if (hours === 24) return '24h';
      if (hours === 12) return '12h';
    }
  }
  return undefined;
}

/** How a reader likes to have things written. */
export const PREFERENCE_SLOTS: SlotReaders = {
  tz: zoneOf,
  lang: languageOf,
  unit_system: ({ marks }) => {
    const said = lastMeant(marks, 'metric_units', 'imperial_units');
    return said && (has(said, 'metric_units') ? 'metric' : 'imperial');
  },
  clock: clockOf,
};
