import { createDialect, type Dialect } from '../clients/floor/dialect.ts';
import type { LateRule } from '../floor/late.ts';
import type { PeoplePolicy } from '../floor/plant.ts';
import { readSiteMap, type SiteMap } from '../floor/site-map.ts';
import { readAll, SettingError } from './setting-error.ts';
import { type ReadFile, readJsonFile, readSetFile, required, type SettingValues } from './setting-values.ts';

/** The shop floor, and what corrects the bot's reading of its API. */
export interface FloorSettings {
  readonly site: { readonly name: string; readonly url: string };
  readonly account: { readonly username: string; readonly password: string };
  readonly subscriptionKey?: string;
  readonly dialect: Dialect;
  readonly tls: { readonly ca?: string; readonly fingerprint?: string };
  readonly zone: string;
  /** In order. */
  readonly shifts: readonly string[];
  readonly late: LateRule;
  readonly people: PeoplePolicy;
  readonly siteMap?: SiteMap;
}

const FLOOR_NAMES = ['SHIFTS', 'SITE_MAP_FILE'];

/** Undefined where none of its settings is set. Throws SettingError. */
export function floorSettings(
  values: SettingValues,
  readerZone: string,
  readFile: ReadFile,
): FloorSettings | undefined {
  const set = Object.keys(values).find((name) => name.startsWith('FLOOR_') || FLOOR_NAMES.includes(name));
  return set === undefined ? undefined : readFloor(values, readerZone, readFile, `, or remove ${set}`);
}

/** A floor that has to be there. Throws SettingError. */
export function readFloor(values: SettingValues, siteZone: string, readFile: ReadFile, orElse = ''): FloorSettings {
  const zone = values.FLOOR_ZONE ?? siteZone;
  const address = `the address of the shop floor's API, for example https://api.scout.systems/v1${orElse}`;
  const { url, username, password, dialect, tls, siteMap } = readAll({
    url: () => required(values, 'FLOOR_URL', address),
    username: () => required(values, 'FLOOR_USERNAME', 'an HQ user with API permission'),
    password: () => required(values, 'FLOOR_PASSWORD', 'the password of that user'),
    dialect: () => readFloorFile(values.FLOOR_FILE, zone, readFile),
    tls: () => floorTls(values, readFile),
    siteMap: () => readMap(values.SITE_MAP_FILE, readFile),
  });
  const { FLOOR_SUBSCRIPTION_KEY: key, FLOOR_NAMES_IN: namesIn = [] } = values;
  return {
    site: { name: values.FLOOR_NAME ?? new URL(url).hostname, url },
    account: { username, password },
    ...(key !== undefined && { subscriptionKey: key }),
    dialect,
    tls,
    zone,
    shifts: [...new Set(values.SHIFTS ?? ['06:00', '14:00', '22:00'])].toSorted(),
    late: lateRuleOf(dialect.late),
    people: {
      namesIn: namesIn.includes('all') ? 'everywhere' : namesIn,
      hours: values.FLOOR_PERSON_HOURS === 'true',
    },
    ...(siteMap && { siteMap }),
  };
}

function readMap(file: string | undefined, readFile: ReadFile): SiteMap | undefined {
  return file === undefined ? undefined : readJsonFile('SITE_MAP_FILE', file, readFile, readSiteMap);
}

function lateRuleOf({ rule, factor }: Dialect['late']): LateRule {
  return rule === 'overAverage' ? { kind: rule, factor } : { kind: rule };
}

function floorTls(values: SettingValues, readFile: ReadFile): FloorSettings['tls'] {
  const { FLOOR_FINGERPRINT: fingerprint, FLOOR_CA_FILE: file } = values;
  if (fingerprint !== undefined && file !== undefined)
    throw new SettingError('FLOOR_CA_FILE and FLOOR_FINGERPRINT exclude each other: keep one of them.');
  if (fingerprint !== undefined) return { fingerprint };
  return file === undefined ? {} : { ca: readSetFile('FLOOR_CA_FILE', file, readFile) };
}

function readFloorFile(file: string | undefined, zone: string, readFile: ReadFile): Dialect {
  if (file === undefined) return createDialect({}, zone);
  return readJsonFile('FLOOR_FILE', file, readFile, (json) => createDialect(json, zone));
}
