import { nearestNames, simplify } from '../core/names.ts';

/** Zones that the runtime lists under an older name only. */
const RENAMED = [
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Europe/Kyiv',
] as const;

let listed: readonly string[] | undefined;

/** Made when it is first needed: few messages name a zone. */
function zones(): readonly string[] {
  listed ??= [...Intl.supportedValuesOf('timeZone'), ...RENAMED, 'UTC'];
  return listed;
}

/** What people say for the clocks of a country; none of these is a zone, because most of them hold for half a year only. */
const SPOKEN: Readonly<Record<string, string>> = {
  bst: 'Europe/London',
  cdt: 'America/Chicago',
  central: 'America/Chicago',
  cest: 'Europe/Berlin',
  cet: 'Europe/Berlin',
  cst: 'America/Chicago',
  eastern: 'America/New_York',
  edt: 'America/New_York',
  eest: 'Europe/Athens',
  est: 'America/New_York',
  gmt: 'Europe/London',
  jst: 'Asia/Tokyo',
  mdt: 'America/Denver',
  mountain: 'America/Denver',
  mst: 'America/Denver',
  pacific: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
};
/** A city that is longer or shorter than what was written by more than this was not meant. */
const MOST_LETTERS_APART = 2;

const cityOf = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1);

/** The IANA zone that words mean: its name in any case, or its city ("new york"). Nothing where there is none, or several. */
export function findZone(written: string): string | undefined {
  const name = written.trim().replace(/\s+/g, '_');
  const listedZone = zones().find((zone) => zone.toLowerCase() === name.toLowerCase());
  if (listedZone !== undefined) return listedZone;
  if (name.includes('/')) return isZone(name) ? inTitleCase(name) : undefined;
  const city = simplify(written);
  const found = zones().filter((zone) => simplify(cityOf(zone)) === city);
  return found.length === 1 ? found[0] : undefined;
}

/** Whether a word in lower case is said for a zone without being one: `pst`, `eastern`. */
export const isSpokenZone = (word: string): boolean => Object.hasOwn(SPOKEN, word);

/** The zones that were probably meant by what was written, the likeliest first. */
export function nearestZones(written: string): readonly string[] {
  const spoken = written.trim().toLowerCase();
  if (isSpokenZone(spoken)) return [SPOKEN[spoken] ?? ''];
  // `UTC+2` is no place whose clocks could be followed.
  if (/\d/.test(written)) return [];
  const byCity = new Map(zones().map((zone) => [cityOf(zone), zone]));
  const cities = nearestNames(cityOf(written), [...byCity.keys()]).flatMap((city) => byCity.get(city) ?? []);
  const near = [...new Set([...cities, ...nearestNames(written, zones())])];
  return near.filter((zone) => isAlike(cityOf(zone), cityOf(written))).slice(0, 3);
}

/** Beside what a search finds alike: few people mistake the first letter. */
function isAlike(city: string, written: string): boolean {
  const [a, b] = [simplify(city), simplify(written)];
  return a[0] === b[0] && Math.abs(a.length - b.length) <= MOST_LETTERS_APART;
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

/** Older and newer names of a zone are taken too, and no list has their capitals. */
function inTitleCase(name: string): string {
  if (/[A-Z]/.test(name)) return name;
  return name.replace(/(^|[/_-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}
