import './private-reports.ts';
import { readFileSync } from 'node:fs';
import { nearestNames } from '../core/names.ts';
import { type AccessSettings, accessSettings } from './access-settings.ts';
import { type ConfigFile, readConfigFile } from './config-file.ts';
import { readFileSettings } from './config-file-sites.ts';
import { readAll, SettingError, throwAny } from './setting-error.ts';
import { type Environment, missing, type ReadFile, readSettings, type SettingValues } from './setting-values.ts';
import { SETTINGS } from './settings.ts';
import { environmentSites, isOfSite, type SiteSettings } from './site-settings.ts';
import { type SlackSettings, slackSettings } from './slack-settings.ts';
import { type TeamsSettings, teamsSettings } from './teams-settings.ts';
import { type WatchingSettings, watchingSettings } from './watching-settings.ts';

/** Where the bot keeps what must survive a restart. */
export interface StoreSettings {
  readonly place:
    | { readonly kind: 'sqlite'; readonly folder: string }
    | { readonly kind: 'postgres'; readonly url: string }
    | { readonly kind: 'memory' };
  /** The first encrypts, all decrypt. */
  readonly secretKeys: readonly Buffer[];
}

/** How summaries are sent, and who may change them. */
export interface SummarySettings {
  readonly maxLateMs: number;
  readonly policy: 'never-twice' | 'at-least-once';
  readonly editors: 'members' | 'creator';
  /** Whether outages are told unasked. */
  readonly outageNotices: boolean;
}

/** The language model that chooses where the grammar is unsure. */
export interface AssistantSettings {
  readonly url: string;
  readonly model: string;
  readonly key?: string;
}

/** All settings, read and checked. Without sites, Slack and Teams it is the demo. */
export interface Config {
  readonly sites: readonly SiteSettings[];
  readonly slack?: SlackSettings;
  readonly teams?: TeamsSettings;
  readonly assistant?: AssistantSettings;
  readonly store: StoreSettings;
  readonly summaries: SummarySettings;
  readonly access: AccessSettings;
  readonly watching: WatchingSettings;
  readonly port: number;
  /** A port is wanted also where no platform needs one. */
  readonly isPortSet: boolean;
  readonly host: string;
  readonly zone: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** What is worth a warning: variables that look like settings and are none. */
  readonly warnings: readonly string[];
}

/** Reads the settings of the environment, and of the file that it may name. Throws SettingError for all that is missing or wrong. */
export function readConfig(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
): Config {
  return readSettings(environment, (values) => {
    const zone = values.TIME_ZONE ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const { slack, teams, placed, assistant, store, watching } = readAll({
      slack: () => slackSettings(values),
      teams: () => teamsSettings(values, readFile),
      placed: () => placedSettings(values, zone, environment, readFile),
      assistant: () => assistantSettings(values),
      store: () => storeSettings(values),
      watching: () => watchingSettings(values),
    });
    return {
      ...placed,
      ...(slack && { slack }),
      ...(teams && { teams }),
      ...(assistant && { assistant }),
      store,
      summaries: {
        maxLateMs: (values.SUMMARY_MAX_LATE_HOURS ?? 6) * 3_600_000,
        policy: values.SUMMARY_POLICY ?? 'never-twice',
        editors: values.SUBSCRIPTION_EDITORS ?? 'members',
        outageNotices: values.OUTAGE_NOTICES !== 'off',
      },
      watching,
      port: values.PORT ?? 3_000,
      isPortSet: values.PORT !== undefined,
      host: values.HOST ?? '0.0.0.0',
      zone,
      logLevel: values.LOG_LEVEL ?? 'info',
    };
  });
}

/** What stands in the environment, or in the file that it names. */
function placedSettings(
  values: SettingValues,
  zone: string,
  environment: Environment,
  readFile: ReadFile,
): Pick<Config, 'sites' | 'access' | 'warnings'> {
  if (values.SCOUT_CONFIG === undefined) {
    const sites = environmentSites(values, zone, readFile);
    return { sites, access: accessSettings(values), warnings: unknownNames(environment) };
  }
  const file = readConfigFile(values.SCOUT_CONFIG, readFile);
  const { told } = readAll({
    beside: () => throwAny(besideFile(values, file)),
    told: () => readFileSettings({ file, environment, readFile }, zone),
  });
  throwAny(twiceSet(values, told.values, file));
  const access = accessSettings({ ...values, ...told.values });
  return { sites: told.sites, access, warnings: unknownNames(environment, file.text) };
}

/** What is set beside the file, and belongs into it. */
function besideFile(values: SettingValues, { file }: ConfigFile): readonly SettingError[] {
  return Object.keys(values).flatMap((name) =>
    isOfSite(name)
      ? [new SettingError(`${name} is set beside SCOUT_CONFIG: ${file} tells all sites, so remove it here.`)]
      : [],
  );
}

/** What the environment and the file both tell. */
function twiceSet(values: SettingValues, told: Partial<SettingValues>, { file }: ConfigFile): readonly SettingError[] {
  return Object.keys(told)
    .filter((name) => Object.hasOwn(values, name))
    .map((name) => new SettingError(`${name} is set in the environment and by ${file}: keep one of them.`));
}

function storeSettings(values: SettingValues): StoreSettings {
  const { DATA_DIR: folder = 'data', DATABASE_URL: url, SECRET_KEY: key, SECRET_KEY_PREVIOUS: before } = values;
  if (url !== undefined && values.DATA_DIR !== undefined)
    throw new SettingError('DATABASE_URL is set beside DATA_DIR: keep PostgreSQL or the embedded database, not both.');
  if (key === undefined && before !== undefined)
    throw missing('SECRET_KEY', 'the key that takes the place of SECRET_KEY_PREVIOUS');
  const secretKeys = [key, before].filter((each) => each !== undefined);
  return { place: url === undefined ? { kind: 'sqlite', folder } : { kind: 'postgres', url }, secretKeys };
}

function assistantSettings(values: SettingValues): AssistantSettings | undefined {
  const { ASSISTANT_URL: url, ASSISTANT_MODEL: model, ASSISTANT_KEY: key } = values;
  if (url === undefined && model === undefined && key === undefined) return undefined;
  if (url === undefined)
    throw missing('ASSISTANT_URL', 'the address of the model, for example https://models.example/v1');
  if (model === undefined) throw missing('ASSISTANT_MODEL', 'the name of the model at ASSISTANT_URL');
  return { url, model, ...(key !== undefined && { key }) };
}

const LIKE_A_SETTING =
  /^(?:SCOUT_|FLOOR_|SLACK_|TEAMS_|ASSISTANT_|ASK_LIMIT|ALLOWED_(?:CHANNEL|WORKSPACE|TENANT)|ROLES?_(?:VIEWER|SUBSCRIBER|ADMIN))/;

/** Variables that look like settings and are none; what the file refers to may have any name. */
function unknownNames(environment: Environment, fileText = ''): readonly string[] {
  const names = Object.keys(SETTINGS);
  return Object.keys(environment)
    .filter((name) => LIKE_A_SETTING.test(name) && !names.includes(name) && !fileText.includes(name))
    .map((name) => {
      const [nearest] = nearestNames(name, names);
      return `${name} is not a setting${nearest === undefined ? '.' : `; is ${nearest} meant?`}`;
    });
}
