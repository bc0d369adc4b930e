import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { createDialect, type Dialect } from './clients/floor/dialect.ts';
import { messageOf } from './core/errors.ts';
import { nearestNames } from './core/names.ts';
import type { LateRule } from './floor/late.ts';
import type { PeoplePolicy } from './floor/plant.ts';
import { readSiteMap, type SiteMap } from './floor/site-map.ts';
import { readPem } from './pem.ts';
import { SETTINGS } from './settings.ts';
import { StoreError } from './storage/store-error.ts';

/** A setting that is missing or wrong; the message names the variable and says what to do. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** What is wrong with the settings in one line, where that is why the program cannot start; undefined for any other error. */
export function startProblem(error: unknown): string | undefined {
  if (error instanceof SettingError || error instanceof StoreError) return error.message;
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  if (code === 'EADDRINUSE') return `Port ${port} is taken: set PORT to another one.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: set PORT to another one.`;
  return undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

type Name = keyof typeof SETTINGS;
type Values = { readonly [K in Name]: v.InferOutput<(typeof SETTINGS)[K]['schema']> | undefined };

export interface ScoutSettings {
  readonly url: string;
  readonly name: string;
  readonly zone: string;
  readonly credentials:
    | { readonly kind: 'password'; readonly username: string; readonly password: string }
    | { readonly kind: 'token'; readonly token: string };
  readonly tls: { readonly ca?: string; readonly fingerprint?: string; readonly insecure?: boolean };
  readonly connectTimeoutMs: number;
  readonly deadlineMs: number;
  readonly sessionLifetimeMs: number;
  readonly ttlSeconds: Readonly<Record<string, number>>;
  readonly maxItems: number;
  readonly cacheBytes: number;
  readonly actionCount: 'planned' | 'done';
}

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

export interface SlackSettings {
  readonly botToken: string;
  readonly mode:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string };
  readonly apiUrl?: string;
}

export interface TeamsSettings {
  readonly appId: string;
  readonly tenant: string;
  readonly credentials:
    | { readonly kind: 'secret'; readonly password: string }
    | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
    | { readonly kind: 'managed-identity' }
    | { readonly kind: 'anonymous' };
  readonly allowedTenants: readonly string[];
  readonly serviceHosts: readonly string[];
  readonly publicUrl?: string;
}

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
export function readConfig(environment: Environment, readFile = (path: string) => readFileSync(path, 'utf8')): Config {
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

function storeSettings(values: Values): StoreSettings {
  const { DATA_DIR: folder = 'data', DATABASE_URL: url, SECRET_KEY: key, SECRET_KEY_PREVIOUS: before } = values;
  if (url !== undefined && values.DATA_DIR !== undefined)
    throw new SettingError('DATABASE_URL is set beside DATA_DIR: keep PostgreSQL or the embedded database, not both.');
  if (key === undefined && before !== undefined)
    throw missing('SECRET_KEY', 'the key that takes the place of SECRET_KEY_PREVIOUS');
  const secretKeys = [key, before].filter((each) => each !== undefined);
  return { place: url === undefined ? { kind: 'sqlite', folder } : { kind: 'postgres', url }, secretKeys };
}

function readValues(environment: Environment): Values {
  const values: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(SETTINGS)) {
    const written = environment[name];
    if (written === undefined || written.trim() === '') continue;
    const parsed = v.safeParse(schema, written);
    if (!parsed.success) throw new SettingError(`${name} is not right: it has to be ${parsed.issues[0].message}.`);
    values[name] = parsed.output;
  }
  return values as Values;
}

function scoutSettings(values: Values, readFile: (path: string) => string): ScoutSettings | undefined {
  const anySet = Object.keys(values).some((name) => name.startsWith('SCOUT_'));
  if (!anySet) return undefined;
  if (values.SCOUT_URL === undefined)
    throw missing('SCOUT_URL', 'the address of your Scout or Orbit, for example https://scout.example');
  const address = new URL(values.SCOUT_URL);
  return {
    url: address.origin,
    name: values.SCOUT_NAME ?? address.hostname,
    zone: values.SCOUT_ZONE ?? 'UTC',
    credentials: scoutCredentials(values),
    tls: scoutTls(values, readFile),
    connectTimeoutMs: (values.SCOUT_CONNECT_TIMEOUT_SECONDS ?? 3) * 1_000,
    deadlineMs: (values.SCOUT_DEADLINE_SECONDS ?? 10) * 1_000,
    sessionLifetimeMs: (values.SCOUT_SESSION_HOURS ?? 336) * 3_600_000,
    ttlSeconds: values.SCOUT_TTL_SECONDS ?? {},
    maxItems: Math.ceil(values.SCOUT_MAX_ITEMS ?? 5_000),
    cacheBytes: Math.ceil((values.SCOUT_CACHE_MB ?? 64) * 1_048_576),
    actionCount: values.SCOUT_ACTION_COUNT ?? 'planned',
  };
}

function scoutCredentials(values: Values): ScoutSettings['credentials'] {
  const { SCOUT_API_TOKEN: token, SCOUT_USERNAME: username, SCOUT_PASSWORD: password } = values;
  if (token !== undefined && (username !== undefined || password !== undefined)) {
    throw new SettingError(
      'SCOUT_API_TOKEN is set beside SCOUT_USERNAME or SCOUT_PASSWORD: keep the token or the account, not both.',
    );
  }
  if (token !== undefined) return { kind: 'token', token };
  if (username === undefined && password === undefined)
    throw missing('SCOUT_API_TOKEN', 'an API token, or an account as SCOUT_USERNAME and SCOUT_PASSWORD');
  if (username === undefined) throw missing('SCOUT_USERNAME', 'the account that SCOUT_PASSWORD belongs to');
  if (password === undefined) throw missing('SCOUT_PASSWORD', 'the password of SCOUT_USERNAME');
  return { kind: 'password', username, password };
}

function scoutTls(values: Values, readFile: (path: string) => string): ScoutSettings['tls'] {
  const insecure = values.SCOUT_TLS_INSECURE === 'true';
  const { SCOUT_FINGERPRINT: fingerprint, SCOUT_CA_FILE: file } = values;
  if ([insecure, fingerprint !== undefined, file !== undefined].filter(Boolean).length > 1) {
    throw new SettingError(
      'SCOUT_CA_FILE, SCOUT_FINGERPRINT and SCOUT_TLS_INSECURE exclude each other: keep one of them.',
    );
  }
  if (insecure) return { insecure };
  if (fingerprint !== undefined) return { fingerprint };
  return file === undefined ? {} : { ca: readSetFile('SCOUT_CA_FILE', file, readFile) };
}

const FLOOR_NAMES = ['SHIFTS', 'SITE_MAP_FILE'];

function floorSettings(
  values: Values,
  readerZone: string,
  readFile: (path: string) => string,
): FloorSettings | undefined {
  const anySet = Object.keys(values).some((name) => name.startsWith('FLOOR_') || FLOOR_NAMES.includes(name));
  if (!anySet) return undefined;
  const { FLOOR_URL: url, FLOOR_USERNAME: username, FLOOR_PASSWORD: password, FLOOR_SUBSCRIPTION_KEY: key } = values;
  if (url === undefined)
    throw missing('FLOOR_URL', "the address of the shop floor's API, for example https://api.scout.systems/v1");
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
    shifts: (values.SHIFTS ?? ['06:00', '14:00', '22:00']).toSorted(),
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

function floorTls(values: Values, readFile: (path: string) => string): FloorSettings['tls'] {
  const { FLOOR_FINGERPRINT: fingerprint, FLOOR_CA_FILE: file } = values;
  if (fingerprint !== undefined && file !== undefined)
    throw new SettingError('FLOOR_CA_FILE and FLOOR_FINGERPRINT exclude each other: keep one of them.');
  if (fingerprint !== undefined) return { fingerprint };
  return file === undefined ? {} : { ca: readSetFile('FLOOR_CA_FILE', file, readFile) };
}

function readFloorFile(file: string | undefined, zone: string, readFile: (path: string) => string): Dialect {
  if (file === undefined) return createDialect({}, zone);
  return readJsonFile('FLOOR_FILE', file, readFile, (json) => createDialect(json, zone));
}

function readJsonFile<T>(name: Name, file: string, readFile: (path: string) => string, read: (json: unknown) => T): T {
  const text = readSetFile(name, file, readFile);
  try {
    return read(JSON.parse(text));
  } catch (cause) {
    throw new SettingError(`${name} is not right: ${messageOf(cause)} (in ${file}).`, { cause });
  }
}

function readSetFile(name: Name, file: string, readFile: (path: string) => string): string {
  try {
    return readFile(file);
  } catch (cause) {
    throw new SettingError(`${name} is not right: ${file} cannot be read.`, { cause });
  }
}

function slackSettings(values: Values): SlackSettings | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
  } = values;
  if (botToken === undefined && signingSecret === undefined && appToken === undefined) return undefined;
  if (botToken === undefined) throw missing('SLACK_BOT_TOKEN', 'the bot token of your Slack app, xoxb-…');
  if (signingSecret === undefined && appToken === undefined) {
    throw missing('SLACK_SIGNING_SECRET', 'the signing secret of your Slack app, or SLACK_APP_TOKEN for Socket Mode');
  }
  const socket = appToken === undefined ? undefined : ({ kind: 'socket', appToken } as const);
  return {
    botToken,
    mode: socket ?? { kind: 'http', signingSecret: signingSecret ?? '' },
    ...(apiUrl !== undefined && { apiUrl }),
  };
}

function assistantSettings(values: Values): AssistantSettings | undefined {
  const { ASSISTANT_URL: url, ASSISTANT_MODEL: model, ASSISTANT_KEY: key } = values;
  if (url === undefined && model === undefined && key === undefined) return undefined;
  if (url === undefined)
    throw missing('ASSISTANT_URL', 'the address of the model, for example https://models.example/v1');
  if (model === undefined) throw missing('ASSISTANT_MODEL', 'the name of the model at ASSISTANT_URL');
  return { url, model, ...(key !== undefined && { key }) };
}

const LOOPBACK_HOSTS = ['127.0.0.1', '::1', 'localhost'];

function teamsSettings(values: Values, readFile: (path: string) => string): TeamsSettings | undefined {
  const anySet = Object.keys(values).some((name) => name.startsWith('TEAMS_'));
  if (!anySet) return undefined;
  const { TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenant, PUBLIC_URL: publicUrl } = values;
  const common = { serviceHosts: values.TEAMS_SERVICE_HOSTS ?? [], ...(publicUrl !== undefined && { publicUrl }) };
  if (values.TEAMS_ANONYMOUS === 'true') {
    checkAnonymous(values);
    const allowedTenants = values.TEAMS_ALLOWED_TENANTS ?? [];
    return { ...common, appId: '', tenant: '', credentials: { kind: 'anonymous' }, allowedTenants };
  }
  if (appId === undefined) throw missing('TEAMS_APP_ID', "the application id of your Azure bot's registration");
  if (tenant === undefined) throw missing('TEAMS_TENANT_ID', "the id of the tenant of your Azure bot's registration");
  const allowedTenants = values.TEAMS_ALLOWED_TENANTS ?? [tenant];
  return { ...common, appId, tenant, credentials: teamsCredentials(values, readFile), allowedTenants };
}

function checkAnonymous(values: Values): void {
  if (values.TEAMS_APP_PASSWORD !== undefined || values.TEAMS_CERTIFICATE_FILE !== undefined) {
    throw new SettingError(
      'TEAMS_ANONYMOUS is set beside TEAMS_APP_PASSWORD or TEAMS_CERTIFICATE_FILE: an anonymous bot has neither, keep one.',
    );
  }
  if (!LOOPBACK_HOSTS.includes(values.HOST ?? ''))
    throw new SettingError(
      'TEAMS_ANONYMOUS is not right: it needs HOST=127.0.0.1, as nobody else may reach such a bot.',
    );
}

function teamsCredentials(values: Values, readFile: (path: string) => string): TeamsSettings['credentials'] {
  const { TEAMS_APP_PASSWORD: password, TEAMS_CERTIFICATE_FILE: file, TEAMS_CERTIFICATE_THUMBPRINT: print } = values;
  if (values.TEAMS_APP_TYPE === 'UserAssignedMSI') {
    if (password === undefined && file === undefined && print === undefined) return { kind: 'managed-identity' };
    throw new SettingError(
      'TEAMS_APP_TYPE is UserAssignedMSI, which has no secret: remove TEAMS_APP_PASSWORD and TEAMS_CERTIFICATE_….',
    );
  }
  if (password !== undefined && (file !== undefined || print !== undefined)) {
    throw new SettingError('TEAMS_APP_PASSWORD and TEAMS_CERTIFICATE_FILE exclude each other: keep one of them.');
  }
  if (password !== undefined) return { kind: 'secret', password };
  if (print !== undefined && file === undefined)
    throw missing('TEAMS_CERTIFICATE_FILE', 'the PEM file with the private key of that certificate');
  if (file === undefined)
    throw missing(
      'TEAMS_APP_PASSWORD',
      'a client secret of the registration, or TEAMS_CERTIFICATE_FILE to a certificate',
    );
  return readCertificate(file, print, readFile);
}

function readCertificate(file: string, print: string | undefined, readFile: (path: string) => string) {
  let pem: ReturnType<typeof readPem>;
  try {
    pem = readPem(readFile(file));
  } catch (cause) {
    throw new SettingError(`TEAMS_CERTIFICATE_FILE is not right: ${file} cannot be read.`, { cause });
  }
  if (pem.privateKey === undefined)
    throw new SettingError(
      `TEAMS_CERTIFICATE_FILE is not right: ${file} holds no private key that can be read without a password.`,
    );
  const thumbprint = print?.replaceAll(':', '') ?? pem.thumbprint;
  if (thumbprint === undefined)
    throw missing('TEAMS_CERTIFICATE_THUMBPRINT', `the thumbprint of the certificate, which ${file} does not hold`);
  return { kind: 'certificate', thumbprint, privateKey: pem.privateKey } as const;
}

function missing(name: Name, what: string): SettingError {
  return new SettingError(`${name} is missing: set it to ${what}.`);
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
