import { has, type Mark } from '../reading/mark.ts';

/** Zones that are named by letters, and cities by the name they bear now. */
const OTHER_NAMES: readonly (readonly [string, string])[] = [
  ['utc', 'UTC'],
  ['gmt', 'UTC'],
  ['cet', 'Europe/Berlin'],
  ['cest', 'Europe/Berlin'],
  ['est', 'America/New_York'],
  ['edt', 'America/New_York'],
  ['cst', 'America/Chicago'],
  ['cdt', 'America/Chicago'],
  ['pst', 'America/Los_Angeles'],
  ['pdt', 'America/Los_Angeles'],
  ['bst', 'Europe/London'],
  ['ist', 'Asia/Kolkata'],
  ['jst', 'Asia/Tokyo'],
  ['kolkata', 'Asia/Kolkata'],
];

/** Time zones by the cities people name; of the world's zones these are those with a plant or an office likely behind them. */
let cities: ReadonlyMap<string, string> | undefined;

function citiesOfZones(): ReadonlyMap<string, string> {
  const zones = Intl.supportedValuesOf('timeZone').map((zone): readonly [string, string] => [
    (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ').toLowerCase(),
    zone,
  ]);
  return new Map([...zones, ...OTHER_NAMES]);
}

/** A city is a word that means nothing else, or the first half of one: "new" in "New York". */
const isName = (mark: Mark | undefined): boolean => has(mark, '@unknown', '@norobot', 'timezone', 'offtopic');

/** The IANA zone that words name by its city or letters, "New York", "CET". */
export function findZoneOf(marks: readonly Mark[]): string | undefined {
  cities ??= citiesOfZones();
  for (const [at, mark] of marks.entries()) {
    const next = marks[at + 1];
    const pair = isName(mark) || isName(next) ? cities.get(`${mark.text} ${next?.text}`.toLowerCase()) : undefined;
    const zone = pair ?? (isName(mark) ? cityIn(mark, cities) : undefined);
    if (zone !== undefined) return zone;
  }
  return undefined;
}

/** A name may have been read together with a word beside it, "Perth time". */
function cityIn({ text }: Mark, named: ReadonlyMap<string, string>): string | undefined {
  const said = text.toLowerCase();
  return (
    named.get(said) ??
    said
      .split(' ')
      .map((word) => named.get(word))
      .find((zone) => zone !== undefined)
  );
}
