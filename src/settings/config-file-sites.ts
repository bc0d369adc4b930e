import * as v from 'valibot';
import { simplify } from '../core/names.ts';
import type { ConfigFile, FilePath } from './config-file.ts';
import { type FileSurroundings, readGroup } from './config-file-group.ts';
import {
  ACCESS_KEYS,
  FileDraft,
  FileShape,
  FLOOR_KEYS,
  LIMIT_KEYS,
  SCOUT_KEYS,
  type SiteDraft,
} from './config-file-keys.ts';
import { readConfigPart } from './config-file-part.ts';
import { readFloor } from './floor-settings.ts';
import { readScout } from './scout-settings.ts';
import { readAll, readEach, type SettingError, throwAny } from './setting-error.ts';
import type { SettingValues } from './setting-values.ts';
import type { SiteSettings } from './site-settings.ts';

/** What a file of settings tells. */
export interface FileSettings {
  readonly sites: readonly SiteSettings[];
  /** Of `access` and `limits`, as the settings of the environment that they stand for. */
  readonly values: Partial<SettingValues>;
}

/** Reads the settings of a file; sites that name no zone are in the readers'. Throws SettingErrors for all that is wrong, with line and key. */
export function readFileSettings(surroundings: FileSurroundings, readerZone: string): FileSettings {
  const { file } = surroundings;
  const draft = v.parse(FileDraft, file.value);
  const valuesOf = (group: 'access' | 'limits') => () =>
    readGroup(
      surroundings,
      { path: [group], written: draft[group], keys: group === 'access' ? ACCESS_KEYS : LIMIT_KEYS },
      (values) => values,
    );
  const { sites, access, limits } = readAll({
    shape: () => readConfigPart(file, FileShape),
    names: () => throwAny(doubledNames(file, draft.sites)),
    sites: () => readEach(draft.sites, (site, i) => site && readSite(surroundings, ['sites', i], site, readerZone)),
    access: valuesOf('access'),
    limits: valuesOf('limits'),
  });
  return { sites: sites.filter((site) => site !== undefined), values: { ...access, ...limits } };
}

function readSite(surroundings: FileSurroundings, path: FilePath, draft: SiteDraft, readerZone: string): SiteSettings {
  const { name, aliases, zone = readerZone } = draft;
  const { readFile } = surroundings;
  const named = { SCOUT_NAME: name, FLOOR_NAME: name };
  const { scout, floor } = readAll({
    scout: () =>
      draft.scout &&
      readGroup(surroundings, { path: [...path, 'scout'], written: draft.scout, keys: SCOUT_KEYS }, (values) =>
        readScout({ ...named, ...values }, readFile),
      ),
    floor: () =>
      draft.floor &&
      readGroup(surroundings, { path: [...path, 'floor'], written: draft.floor, keys: FLOOR_KEYS }, (values) =>
        readFloor({ ...named, ...values }, zone, readFile),
      ),
  });
  return { name, aliases, zone, ...(scout && { scout }), ...(floor && { floor }) };
}

/** Names that two sites have, or one has twice; people write them with or without capitals and hyphens. */
function doubledNames(file: ConfigFile, sites: readonly (SiteDraft | undefined)[]): readonly SettingError[] {
  const named = sites.flatMap((site, i) => [
    { name: site?.name ?? '', site: i, path: ['sites', i, 'name'] },
    ...(site?.aliases ?? []).map((name, n) => ({ name, site: i, path: ['sites', i, 'aliases', n] })),
  ]);
  return named.flatMap(({ name, path }, i) => {
    const other = named.slice(0, i).find((each) => simplify(each.name) === simplify(name));
    if (other === undefined || simplify(name) === '') return [];
    return [
      file.problem(path, `"${name}" is a name of sites[${other.site}] already: every name has to mean one site.`),
    ];
  });
}
