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

/** The zones that look most like what was written, the nearest first. */
export function nearestZones(written: string): readonly string[] {
  const byCity = new Map(zones().map((zone) => [cityOf(zone), zone]));
  const cities = nearestNames(cityOf(written), [...byCity.keys()]).flatMap((city) => byCity.get(city) ?? []);
  return [...new Set([...cities, ...nearestNames(written, zones())])].slice(0, 3);
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
