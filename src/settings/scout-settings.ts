import { readAll, SettingError } from './setting-error.ts';
import { missing, type ReadFile, readSetFile, required, type SettingValues } from './setting-values.ts';

/** The Scout of robots: where it is, how to log in, and the bounds of patience and memory. */
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

/** Undefined where none of its settings is set. Throws SettingError. */
export function scoutSettings(values: SettingValues, readFile: ReadFile): ScoutSettings | undefined {
  const anySet = Object.keys(values).some((name) => name.startsWith('SCOUT_'));
  return anySet ? readScout(values, readFile) : undefined;
}

/** A Scout that has to be there. Throws SettingError. */
export function readScout(values: SettingValues, readFile: ReadFile): ScoutSettings {
  const { url, credentials, tls } = readAll({
    url: () => required(values, 'SCOUT_URL', 'the address of your Scout or Orbit, for example https://scout.example'),
    credentials: () => scoutCredentials(values),
    tls: () => scoutTls(values, readFile),
  });
  const address = new URL(url);
  return {
    url: address.origin,
    name: values.SCOUT_NAME ?? address.hostname,
    zone: values.SCOUT_ZONE ?? 'UTC',
    credentials,
    tls,
    connectTimeoutMs: (values.SCOUT_CONNECT_TIMEOUT_SECONDS ?? 3) * 1_000,
    deadlineMs: (values.SCOUT_DEADLINE_SECONDS ?? 10) * 1_000,
    sessionLifetimeMs: (values.SCOUT_SESSION_HOURS ?? 336) * 3_600_000,
    ttlSeconds: values.SCOUT_TTL_SECONDS ?? {},
    maxItems: Math.ceil(values.SCOUT_MAX_ITEMS ?? 5_000),
    cacheBytes: Math.ceil((values.SCOUT_CACHE_MB ?? 64) * 1_048_576),
    actionCount: values.SCOUT_ACTION_COUNT ?? 'planned',
  };
}

function scoutCredentials(values: SettingValues): ScoutSettings['credentials'] {
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

function scoutTls(values: SettingValues, readFile: ReadFile): ScoutSettings['tls'] {
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
