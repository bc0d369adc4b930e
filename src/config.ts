import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { nearestNames } from './core/names.ts';
import { SETTINGS } from './settings.ts';

/** A setting that is missing or wrong; the message names the variable and says what to do. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** What is wrong with the settings in one line, where that is why the program cannot start; undefined for any other error. */
export function startProblem(error: unknown): string | undefined {
  if (error instanceof SettingError) return error.message;
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

export interface SlackSettings {
  readonly botToken: string;
  readonly mode:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string };
  readonly apiUrl?: string;
}

/** All settings, read and checked. Without Scout and Slack it is the demo. */
export interface Config {
  readonly scout?: ScoutSettings;
  readonly slack?: SlackSettings;
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
  const scout = scoutSettings(values, readFile);
  if (slack && !scout)
    throw missing('SCOUT_URL', 'the address of your Scout or Orbit, for example https://scout.example');
  return {
    ...(scout && { scout }),
    ...(slack && { slack }),
    port: values.PORT ?? 3_000,
    host: values.HOST ?? '0.0.0.0',
    zone: values.TIME_ZONE ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    logLevel: values.LOG_LEVEL ?? 'info',
    warnings: unknownNames(environment),
  };
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
  if (file === undefined) return {};
  try {
    return { ca: readFile(file) };
  } catch (cause) {
    throw new SettingError(`SCOUT_CA_FILE is not right: ${file} cannot be read.`, { cause });
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

function missing(name: Name, what: string): SettingError {
  return new SettingError(`${name} is missing: set it to ${what}.`);
}

function unknownNames(environment: Environment): readonly string[] {
  const names = Object.keys(SETTINGS);
  return Object.keys(environment)
    .filter((name) => /^(SCOUT|SLACK)_/.test(name) && !names.includes(name))
    .map((name) => {
      const [nearest] = nearestNames(name, names);
      return `${name} is not a setting${nearest === undefined ? '.' : `; is ${nearest} meant?`}`;
    });
}
