import * as v from 'valibot';
import { simplify } from '../core/names.ts';
import type { SettingName } from './setting-values.ts';
import { SETTINGS } from './settings.ts';

/** The keys of a group in the file, and the settings of the environment that they stand for. */
export type Keys = Readonly<Record<string, SettingName>>;

/** `url` for SCOUT_URL, and so on. */
function keysOf(prefix: 'SCOUT_' | 'FLOOR_'): Keys {
  const names = Object.keys(SETTINGS) as SettingName[];
  const named = names.filter((name) => name.startsWith(prefix) && name !== 'SCOUT_CONFIG');
  return Object.fromEntries(named.map((name) => [name.slice(prefix.length).toLowerCase(), name]));
}

/** Of the robots of a site. */
export const SCOUT_KEYS = keysOf('SCOUT_');

/** Of the shop floor of a site. */
export const FLOOR_KEYS: Keys = { ...keysOf('FLOOR_'), shifts: 'SHIFTS', map: 'SITE_MAP_FILE' };

/** Of who may ask what and where. */
export const ACCESS_KEYS: Keys = {
  workspaces: 'ALLOWED_WORKSPACES',
  channels: 'ALLOWED_CHANNELS',
  viewers: 'ROLE_VIEWERS',
  subscribers: 'ROLE_SUBSCRIBERS',
  admins: 'ROLE_ADMINS',
  contact: 'CONTACT',
  audit_days: 'AUDIT_DAYS',
  personal_data: 'PERSONAL_DATA',
};

/** Of how much may be asked. */
export const LIMIT_KEYS: Keys = { user: 'ASK_LIMIT_USER', channel: 'ASK_LIMIT_CHANNEL' };

/** Words with which people ask for every site. */
const EVERY = ['all', 'every', 'each', 'site', 'sites'];

const siteName = v.pipe(
  v.string(),
  v.trim(),
  v.check((name) => simplify(name) !== '', 'a name with letters or digits'),
  v.regex(/^[^,"]+$/, 'a name without commas and quotes'),
  v.check((name) => !EVERY.includes(simplify(name)), 'a name of one site'),
  v.maxLength(60, 'a name of at most 60 characters'),
);

const group = (keys: Keys) =>
  v.optional(v.strictObject(Object.fromEntries(Object.keys(keys).map((key) => [key, v.optional(v.unknown())]))));

/** The shape of the file; what stands behind the keys of its groups is read as the settings that they stand for. */
export const FileShape = v.strictObject({
  sites: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({
          name: siteName,
          aliases: v.optional(v.array(siteName)),
          zone: v.optional(SETTINGS.TIME_ZONE.schema),
          scout: group(SCOUT_KEYS),
          floor: group(FLOOR_KEYS),
        }),
        v.check(({ scout, floor }) => scout !== undefined || floor !== undefined, 'a site with scout, floor or both'),
      ),
    ),
    v.minLength(1, 'a list of at least one site'),
  ),
  access: group(ACCESS_KEYS),
  limits: group(LIMIT_KEYS),
});

const draftGroup = v.fallback(v.optional(v.record(v.string(), v.unknown())), undefined);
const draftSite = v.object({
  name: v.fallback(v.pipe(v.string(), v.trim()), ''),
  aliases: v.fallback(v.array(v.fallback(v.pipe(v.string(), v.trim()), '')), []),
  zone: v.fallback(v.optional(SETTINGS.TIME_ZONE.schema), undefined),
  scout: draftGroup,
  floor: draftGroup,
});

/** As much as can be read of a file of whatever shape, so that all that is wrong with it can be told at once. */
export const FileDraft = v.fallback(
  v.object({
    sites: v.fallback(v.array(v.fallback(v.optional(draftSite), undefined)), []),
    access: draftGroup,
    limits: draftGroup,
  }),
  { sites: [], access: undefined, limits: undefined },
);

/** A site as far as it can be read. */
export type SiteDraft = v.InferOutput<typeof draftSite>;
