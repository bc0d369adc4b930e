import { readFileSync } from 'node:fs';
import { nearestNames } from './core/names.ts';
import { type FloorSettings, floorSettings } from './floor-settings.ts';
import { type ScoutSettings, scoutSettings } from './scout-settings.ts';
import { SettingError } from './setting-error.ts';
import { type Environment, missing, type ReadFile, readValues, type SettingValues } from './setting-values.ts';
import { SETTINGS } from './settings.ts';
import { type SlackSettings, slackSettings } from './slack-settings.ts';
import { type TeamsSettings, teamsSettings } from './teams-settings.ts';

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
  readonly admins: readonly string[];
}

/** The language model that chooses where the grammar is unsure. */
export interface AssistantSettings {
  readonly url: string;
  readonly model: string;
  readonly key?: string;
}

/** All settings, read and checked. Without Scout, Slack and Teams it is the demo. */
export interface Config {
  readonly scout?: ScoutSettings;
  readonly floor?: FloorSettings;
  readonly slack?: SlackSettings;
  readonly teams?: TeamsSettings;
  readonly assistant?: AssistantSettings;
  readonly store: StoreSettings;
  readonly summaries: SummarySettings;
  readonly port: number;
  readonly host: string;
  readonly zone: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** What is worth a warning: variables that look like settings and are none. */
  readonly warnings: readonly string[];
}

/** Reads the settings of the environment. Throws SettingError for the first that is missing or wrong. */
export function readConfig(
  environment: Environment,
  readFile: ReadFile = (path) => readFileSync(path, 'utf8'),
): Config {
  const values = readValues(environment);
  const slack = slackSettings(values);
  const teams = teamsSettings(values, readFile);
  const scout = scoutSettings(values, readFile);
  const zone = values.TIME_ZONE ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const floor = floorSettings(values, zone, readFile);
  const assistant = assistantSettings(values);
  if ((slack || teams) && !scout && !floor)
    throw missing(
      'SCOUT_URL',
      'the address of your Scout or Orbit, for example https://scout.example, or FLOOR_URL to that of a shop floor',
    );
  return {
    ...(scout && { scout }),
    ...(floor && { floor }),
    ...(slack && { slack }),
    ...(teams && { teams }),
    ...(assistant && { assistant }),
    store: storeSettings(values),
    summaries: {
      maxLateMs: (values.SUMMARY_MAX_LATE_HOURS ?? 6) * 3_600_000,
      policy: values.SUMMARY_POLICY ?? 'never-twice',
      editors: values.SUBSCRIPTION_EDITORS ?? 'members',
      admins: values.ADMINS ?? [],
    },
    port: values.PORT ?? 3_000,
    host: values.HOST ?? '0.0.0.0',
    zone,
    logLevel: values.LOG_LEVEL ?? 'info',
    warnings: unknownNames(environment),
  };
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

function unknownNames(environment: Environment): readonly string[] {
  const names = Object.keys(SETTINGS);
  return Object.keys(environment)
    .filter((name) => /^(SCOUT|FLOOR|SLACK|TEAMS|ASSISTANT)_/.test(name) && !names.includes(name))
    .map((name) => {
      const [nearest] = nearestNames(name, names);
      return `${name} is not a setting${nearest === undefined ? '.' : `; is ${nearest} meant?`}`;
    });
}
