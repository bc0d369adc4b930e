import { type FloorSettings, floorSettings } from './floor-settings.ts';
import { type ScoutSettings, scoutSettings } from './scout-settings.ts';
import { readAll } from './setting-error.ts';
import { missing, type ReadFile, type SettingValues } from './setting-values.ts';

/** A place with robots, a shop floor or both, as the settings tell it; at least one of the two is there. */
export interface SiteSettings {
  readonly name: string;
  /** Other names that people call it by. */
  readonly aliases: readonly string[];
  /** Zone of the clocks on its walls. */
  readonly zone: string;
  readonly scout?: ScoutSettings;
  readonly floor?: FloorSettings;
}

/** The one site of the environment, by the name of its robots' Scout or else of its floor; none where it names neither and no chat. Throws SettingError. */
export function environmentSites(
  values: SettingValues,
  readerZone: string,
  readFile: ReadFile,
): readonly SiteSettings[] {
  const { scout, floor } = readAll({
    scout: () => scoutSettings(values, readFile),
    floor: () => floorSettings(values, readerZone, readFile),
  });
  const name = scout?.name ?? floor?.site.name;
  if (name !== undefined)
    return [{ name, aliases: [], zone: floor?.zone ?? readerZone, ...(scout && { scout }), ...(floor && { floor }) }];
  if (!Object.keys(values).some((each) => /^(SLACK|TEAMS)_(?!API_URL)/.test(each))) return [];
  throw missing(
    'SCOUT_URL',
    'the address of your Scout or Orbit, for example https://scout.example, or FLOOR_URL to that of a shop floor',
  );
}

/** Whether a setting is about the one site of the environment. */
export function isOfSite(name: string): boolean {
  return /^(SCOUT|FLOOR)_(?!CONFIG)|^SHIFTS$|^SITE_MAP_FILE$/.test(name);
}
