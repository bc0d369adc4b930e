import { createDialect, type Dialect } from './clients/floor/dialect.ts';
import type { LateRule } from './floor/late.ts';
import type { PeoplePolicy } from './floor/plant.ts';
import { readSiteMap, type SiteMap } from './floor/site-map.ts';
import { SettingError } from './setting-error.ts';
import { missing, type ReadFile, readJsonFile, readSetFile, type SettingValues } from './setting-values.ts';

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
  if (set === undefined) return undefined;
  const { FLOOR_URL: url, FLOOR_USERNAME: username, FLOOR_PASSWORD: password, FLOOR_SUBSCRIPTION_KEY: key } = values;
  if (url === undefined)
    throw missing(
      'FLOOR_URL',
      `the address of the shop floor's API, for example https://api.scout.systems/v1, or remove ${set}`,
    );
  if (username === undefined) throw missing('FLOOR_USERNAME', 'an HQ user with API permission');
  if (password === undefined) throw missing('FLOOR_PASSWORD', 'the password of FLOOR_USERNAME');
  const zone = values.FLOOR_ZONE ?? readerZone;
  const dialect = readFloorFile(values.FLOOR_FILE, zone, readFile);
  const namesIn = values.FLOOR_NAMES_IN ?? [];
  return {
    site: { name: values.FLOOR_NAME ?? new URL(url).hostname, url },
    account: { username, password },
    ...(key !== undefined && { subscriptionKey: key }),
    dialect,
    tls: floorTls(values, readFile),
    zone,
    shifts: [...new Set(values.SHIFTS ?? ['06:00', '14:00', '22:00'])].toSorted(),
    late: lateRuleOf(dialect.late),
    people: {
      namesIn: namesIn.includes('all') ? 'everywhere' : namesIn,
      hours: values.FLOOR_PERSON_HOURS === 'true',
    },
    ...(values.SITE_MAP_FILE !== undefined && {
      siteMap: readJsonFile('SITE_MAP_FILE', values.SITE_MAP_FILE, readFile, readSiteMap),
    }),
  };
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
