import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { TTL_SECONDS } from './clients/fleet/freshness.ts';
import { nearestNames } from './core/names.ts';

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

const url = (schemes: readonly string[]) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => URL.canParse(text) && schemes.includes(new URL(text).protocol),
      `an address that starts with ${schemes.join('// or ')}//`,
    ),
  );
const positive = (most: number) =>
  v.pipe(
    v.string(),
    v.transform(Number),
    v.check((n) => n > 0 && n <= most, `a number above 0, at most ${most}`),
  );
const zone = v.pipe(v.string(), v.check(isZone, 'an IANA time zone such as Europe/Berlin'));
const text = v.pipe(v.string(), v.trim(), v.minLength(1, 'some text'));

/** Every setting: its shape, and what it means in one line. The table in docs/settings.md is compared with this. */
export const SETTINGS = {
  SCOUT_URL: { schema: url(['https:']), help: 'Address of the Scout or Orbit' },
  SCOUT_NAME: { schema: text, help: 'How people call that site; its host name where not set' },
  SCOUT_USERNAME: { schema: text, help: 'Account of the bot, with SCOUT_PASSWORD' },
  SCOUT_PASSWORD: { schema: text, help: 'Its password' },
  SCOUT_API_TOKEN: { schema: text, help: 'Instead of an account: an API token (Orbit 4.0 and later)' },
  SCOUT_CA_FILE: { schema: text, help: 'PEM file of the authority that signed its certificate' },
  SCOUT_FINGERPRINT: {
    schema: v.pipe(v.string(), v.regex(/^([0-9a-f]{2}:?){32}$/i, 'a SHA-256 fingerprint: 64 hexadecimal digits')),
    help: 'SHA-256 fingerprint of its certificate, as an alternative',
  },
  SCOUT_TLS_INSECURE: {
    schema: v.picklist(['true', 'false'], 'true or false'),
    help: '`true` accepts any certificate; logged at every start',
  },
  SCOUT_ZONE: { schema: zone, help: "Zone in which it counts its calendar's blackouts; UTC where not set" },
  SCOUT_CONNECT_TIMEOUT_SECONDS: { schema: positive(60), help: 'Time to connect; 3' },
  SCOUT_DEADLINE_SECONDS: { schema: positive(300), help: 'Time for a whole request; 10' },
  SCOUT_SESSION_HOURS: { schema: positive(8_760), help: 'How long a log-in is good; 336 (two weeks)' },
  SCOUT_TTL_SECONDS: {
    schema: v.pipe(
      v.string(),
      v.check(isTtlList, `a list like robots=30,runs=10 of ${Object.keys(TTL_SECONDS).join(', ')}`),
    ),
    help: 'How long answers are fresh, by resource',
  },
  SCOUT_MAX_ITEMS: { schema: positive(1_000_000), help: 'How much of a long list is read; 5000' },
  SCOUT_CACHE_MB: { schema: positive(4_096), help: 'How much may be kept in memory; 64' },
  SCOUT_ACTION_COUNT: {
    schema: v.picklist(['planned', 'done'], 'planned or done'),
    help: "What its `actionCount` counts: all of a run's actions (`planned`), or those done; planned",
  },
  SLACK_BOT_TOKEN: {
    schema: v.pipe(v.string(), v.startsWith('xoxb-', 'a token that starts with xoxb-')),
    help: 'Bot token of the Slack app',
  },
  SLACK_SIGNING_SECRET: { schema: text, help: 'For HTTP mode: its signing secret' },
  SLACK_APP_TOKEN: {
    schema: v.pipe(v.string(), v.startsWith('xapp-', 'a token that starts with xapp-')),
    help: 'For Socket Mode: its app-level token',
  },
  SLACK_API_URL: { schema: url(['https:', 'http:']), help: "Another address for Slack's Web API, for tests" },
  PORT: {
    schema: v.pipe(
      v.string(),
      v.transform(Number),
      v.integer('a port number'),
      v.minValue(0, 'a port number'),
      v.maxValue(65_535, 'a port number'),
    ),
    help: 'HTTP port; 3000',
  },
  HOST: { schema: text, help: 'Address to listen on; 0.0.0.0 (the demo listens on this machine only)' },
  TIME_ZONE: { schema: zone, help: "Zone for readers whose own is not known; the machine's" },
  LOG_LEVEL: {
    schema: v.picklist(['debug', 'info', 'warn', 'error', 'silent'], 'debug, info, warn, error or silent'),
    help: 'How much is logged; info',
  },
} as const;

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
    ttlSeconds: ttlList(values.SCOUT_TTL_SECONDS ?? ''),
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
      return `${name} is not a setting${nearest === undefined ? '' : `; is ${nearest} meant?`}`;
    });
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

const TTL = /^([a-zA-Z]+)=(\d{1,6})$/;

function isTtlList(list: string): boolean {
  return list.split(',').every((part) => Object.hasOwn(TTL_SECONDS, TTL.exec(part.trim())?.[1] ?? ''));
}

function ttlList(list: string): Readonly<Record<string, number>> {
  const parts = list.split(',').map((part) => TTL.exec(part.trim()));
  return Object.fromEntries(parts.flatMap((match) => (match?.[1] && match[2] ? [[match[1], Number(match[2])]] : [])));
}
