import { readFileSync } from 'node:fs';
import { generate } from 'selfsigned';
import { readConfig } from '../../src/settings/config.ts';
import { SETTINGS } from '../../src/settings/settings.ts';

const scout = { SCOUT_URL: 'https://scout.example', SCOUT_API_TOKEN: 't0ken' };
const ID = '00000000-0000-4000-8000-000000000001';
const teams = { TEAMS_APP_ID: ID, TEAMS_TENANT_ID: ID, TEAMS_APP_PASSWORD: 'hunter2' };
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's3cret' };

/** The one site of the environment. */
const readSite = (...settings: Parameters<typeof readConfig>) => readConfig(...settings).sites[0];

test('without settings it is the demo', () => {
  expect(readConfig({ PATH: '/bin' })).toMatchObject({ port: 3_000, warnings: [], sites: [] });
});

test('reads a token, or an account', () => {
  expect(readSite(scout)?.scout?.credentials).toEqual({ kind: 'token', token: 't0ken' });
  const account = readSite({ SCOUT_URL: 'https://scout.example/', SCOUT_USERNAME: 'bot', SCOUT_PASSWORD: 'p' });
  expect(account?.scout).toMatchObject({ url: 'https://scout.example', name: 'scout.example', zone: 'UTC' });
});

test('an app-level token means Socket Mode, a signing secret HTTP', () => {
  expect(readConfig({ ...scout, ...slack }).slack?.mode).toEqual({ kind: 'http', signingSecret: 's3cret' });
  expect(readConfig({ ...scout, ...slack, SLACK_APP_TOKEN: 'xapp-1' }).slack?.mode).toEqual({
    kind: 'socket',
    appToken: 'xapp-1',
  });
});

test('what is remembered stands in a folder, or in PostgreSQL', () => {
  const KEY = Buffer.alloc(32, 7).toString('base64');
  expect(readConfig({}).store).toEqual({ place: { kind: 'sqlite', folder: 'data' }, secretKeys: [] });
  const url = 'postgresql://bot@db.example/bot';
  expect(readConfig({ DATABASE_URL: url, SECRET_KEY: KEY }).store).toEqual({
    place: { kind: 'postgres', url },
    secretKeys: [Buffer.alloc(32, 7)],
  });
});

test.each([
  [{ DATABASE_URL: 'mysql://db.example' }, 'DATABASE_URL is not right'],
  [{ DATABASE_URL: 'postgres://db.example/bot', DATA_DIR: 'data' }, 'DATABASE_URL is set beside DATA_DIR'],
  [{ SECRET_KEY: 'short' }, 'SECRET_KEY is not right'],
  [{ SECRET_KEY_PREVIOUS: Buffer.alloc(32).toString('base64') }, 'SECRET_KEY is missing'],
  [{ SUMMARY_POLICY: 'twice' }, 'SUMMARY_POLICY is not right'],
  [{ SUMMARY_MAX_LATE_HOURS: '0' }, 'SUMMARY_MAX_LATE_HOURS is not right'],
  [{ SCOUT_USERNAME: 'bot' }, 'SCOUT_URL is missing'],
  [{ SCOUT_URL: 'https://scout.example' }, 'SCOUT_API_TOKEN is missing'],
  [{ SCOUT_URL: 'https://scout.example', SCOUT_USERNAME: 'bot' }, 'SCOUT_PASSWORD is missing'],
  [{ SCOUT_URL: 'https://scout.example', SCOUT_PASSWORD: 'p' }, 'SCOUT_USERNAME is missing'],
  [{ ...scout, SCOUT_PASSWORD: 'p' }, 'SCOUT_API_TOKEN is set beside'],
  [{ ...scout, SCOUT_URL: 'http://scout.example' }, 'SCOUT_URL is not right'],
  [{ ...scout, SCOUT_URL: 'scout.example' }, 'SCOUT_URL is not right'],
  [{ ...scout, SCOUT_FINGERPRINT: 'abc' }, 'SCOUT_FINGERPRINT is not right'],
  [{ ...scout, SCOUT_TLS_INSECURE: 'yes' }, 'SCOUT_TLS_INSECURE is not right'],
  [{ ...scout, SCOUT_TLS_INSECURE: 'true', SCOUT_CA_FILE: 'x' }, 'exclude each other'],
  [{ ...scout, SCOUT_CA_FILE: '/does/not/exist.pem' }, 'SCOUT_CA_FILE is not right'],
  [{ ...scout, SCOUT_TTL_SECONDS: 'robots' }, 'SCOUT_TTL_SECONDS is not right'],
  [{ ...scout, SCOUT_TTL_SECONDS: 'robotz=3' }, 'a list like robots=30,runs=10 of robots, session'],
  [{ ...scout, SCOUT_DEADLINE_SECONDS: '0' }, 'SCOUT_DEADLINE_SECONDS is not right'],
  [{ ...scout, SCOUT_ZONE: 'Mars/Olympus' }, 'SCOUT_ZONE is not right'],
  [slack, 'SCOUT_URL is missing'],
  [{ ...scout, SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET is missing'],
  [{ ...scout, SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN is missing'],
  [{ ...scout, ...slack, SLACK_BOT_TOKEN: 'xoxp-1' }, 'SLACK_BOT_TOKEN is not right'],
  [{ PORT: 'web' }, 'PORT is not right'],
  [teams, 'SCOUT_URL is missing'],
  [{ ...scout, TEAMS_TENANT_ID: ID }, 'TEAMS_APP_ID is missing'],
  [{ ...scout, TEAMS_ANONYMOUS: 'false' }, 'TEAMS_APP_ID is missing'],
  [{ ...scout, TEAMS_APP_ID: ID }, 'TEAMS_TENANT_ID is missing'],
  [{ ...scout, TEAMS_APP_ID: ID, TEAMS_TENANT_ID: ID }, 'TEAMS_APP_PASSWORD is missing'],
  [{ ...scout, ...teams, TEAMS_APP_ID: 'scout-bot' }, 'TEAMS_APP_ID is not right'],
  [{ ...scout, ...teams, TEAMS_TENANT_ID: 'example.com' }, 'TEAMS_TENANT_ID is not right'],
  [{ ...scout, ...teams, TEAMS_APP_TYPE: 'SingleTennant' }, 'TEAMS_APP_TYPE is not right'],
  [{ ...scout, ...teams, TEAMS_APP_TYPE: 'MultiTenant' }, 'TEAMS_APP_TYPE is not right'],
  [{ ...scout, ...teams, TEAMS_APP_TYPE: 'UserAssignedMSI' }, 'TEAMS_APP_TYPE is UserAssignedMSI'],
  [{ ...scout, ...teams, TEAMS_CERTIFICATE_FILE: 'x' }, 'exclude each other'],
  [
    { ...scout, ...teams, TEAMS_APP_PASSWORD: '', TEAMS_CERTIFICATE_FILE: '/no.pem' },
    'FILE is not right: /no.pem cannot',
  ],
  [
    { ...scout, ...teams, TEAMS_APP_PASSWORD: '', TEAMS_CERTIFICATE_THUMBPRINT: 'a'.repeat(40) },
    'TEAMS_CERTIFICATE_FILE is missing',
  ],
  [{ ...scout, ...teams, TEAMS_CERTIFICATE_THUMBPRINT: 'abc' }, 'TEAMS_CERTIFICATE_THUMBPRINT is not right'],
  [{ ...scout, ...teams, TEAMS_ALLOWED_TENANTS: 'all' }, 'TEAMS_ALLOWED_TENANTS is not right'],
  [{ ...scout, ...teams, TEAMS_SERVICE_HOSTS: 'https://smba.example' }, 'TEAMS_SERVICE_HOSTS is not right'],
  [{ ...scout, ...teams, TEAMS_ANONYMOUS: 'yes' }, 'TEAMS_ANONYMOUS is not right'],
  [{ ...scout, ...teams, TEAMS_ANONYMOUS: 'true', HOST: '127.0.0.1' }, 'TEAMS_ANONYMOUS is set beside'],
  [{ ...scout, TEAMS_ANONYMOUS: 'true' }, 'TEAMS_ANONYMOUS is not right: it needs HOST=127.0.0.1'],
  [{ ...scout, TEAMS_ANONYMOUS: 'true', HOST: '0.0.0.0' }, 'TEAMS_ANONYMOUS is not right: it needs HOST=127.0.0.1'],
  [{ ...scout, ...teams, PUBLIC_URL: 'http://bot.example' }, 'PUBLIC_URL is not right'],
  [{ ...scout, ...teams, PUBLIC_URL: 'https://bot.example/teams' }, 'PUBLIC_URL is not right'],
  [{ ASSISTANT_MODEL: 'small-1' }, 'ASSISTANT_URL is missing'],
  [{ ASSISTANT_KEY: 'k' }, 'ASSISTANT_URL is missing'],
  [{ ASSISTANT_URL: 'https://models.example/v1' }, 'ASSISTANT_MODEL is missing'],
  [{ ASSISTANT_URL: 'http://models.example/v1', ASSISTANT_MODEL: 'm' }, 'ASSISTANT_URL is not right'],
  [{ ASSISTANT_URL: 'https://models.example/v1?key=k', ASSISTANT_MODEL: 'm' }, 'ASSISTANT_URL is not right'],
  [{ ASSISTANT_URL: 'https://me:k@models.example', ASSISTANT_MODEL: 'm' }, 'ASSISTANT_URL is not right'],
])('half-set settings %o stop with one line: %s', (environment, line) => {
  expect(() => readConfig(environment)).toThrow(line);
});

test('a secret, a certificate, a managed identity, or nobody on this machine', () => {
  const nobody = { ...scout, TEAMS_ANONYMOUS: 'true', HOST: '127.0.0.1' };
  expect(readConfig({ ...scout, ...teams, PUBLIC_URL: 'https://bot.example/' }).teams).toEqual({
    appId: ID,
    tenant: ID,
    credentials: { kind: 'secret', password: 'hunter2' },
    allowedTenants: [ID],
    serviceHosts: [],
    publicUrl: 'https://bot.example',
  });
  expect(
    readConfig({ ...scout, ...teams, TEAMS_APP_PASSWORD: '', TEAMS_APP_TYPE: 'UserAssignedMSI' }).teams?.credentials,
  ).toEqual({ kind: 'managed-identity' });
  expect(readConfig(nobody).teams).toMatchObject({ credentials: { kind: 'anonymous' }, allowedTenants: [] });
});

test("a certificate's thumbprint is read from the file, or set", async () => {
  const { cert, private: key, fingerprint } = await generate([{ name: 'commonName', value: 'scout-bot' }]);
  const withFile = { ...scout, ...teams, TEAMS_APP_PASSWORD: '', TEAMS_CERTIFICATE_FILE: 'bot.pem' };
  const read = (pem: string, more = {}) => readConfig({ ...withFile, ...more }, () => pem).teams?.credentials;
  const thumbprint = fingerprint.replaceAll(':', '').toUpperCase();
  expect(read(`${cert}\n${key}`)).toEqual({ kind: 'certificate', thumbprint, privateKey: key.trim() });
  const set = { TEAMS_CERTIFICATE_THUMBPRINT: 'ab:'.repeat(19).concat('ab') };
  expect(read(key, set)).toMatchObject({ thumbprint: 'ab'.repeat(20) });
  expect(() => read(key)).toThrow('TEAMS_CERTIFICATE_THUMBPRINT is missing');
  expect(() => read(cert)).toThrow('TEAMS_CERTIFICATE_FILE is not right: bot.pem holds no private key');
});

test('a model is elsewhere with TLS, or near without, and has a key or none', () => {
  const far = { ASSISTANT_URL: 'https://models.example/v1', ASSISTANT_MODEL: 'small-1', ASSISTANT_KEY: 'k3y' };
  expect(readConfig(far).assistant).toEqual({ url: 'https://models.example/v1', model: 'small-1', key: 'k3y' });
  const near = { ASSISTANT_URL: 'http://ollama:11434/v1', ASSISTANT_MODEL: 'small-1' };
  expect(readConfig(near).assistant).toEqual({ url: 'http://ollama:11434/v1', model: 'small-1' });
  expect(readConfig(scout)).not.toHaveProperty('assistant');
});

const floor = { FLOOR_URL: 'https://api.example/v1', FLOOR_USERNAME: 'hq', FLOOR_PASSWORD: 'hunter2' };

test('a shop floor needs an address and an account, and may have a key, a file and a certificate', () => {
  expect(readSite(floor)?.floor).toMatchObject({
    site: { name: 'api.example', url: 'https://api.example/v1' },
    account: { username: 'hq', password: 'hunter2' },
    dialect: { limits: { weekly: 100_000, concurrency: 4 } },
    tls: {},
  });
  const more = {
    FLOOR_NAME: 'Plant 1',
    FLOOR_SUBSCRIPTION_KEY: 'k3y',
    FLOOR_FILE: 'floor.json',
    FLOOR_CA_FILE: 'ca.pem',
  };
  const files = (path: string) => (path === 'ca.pem' ? 'PEM' : '{ "operations": { "units": { "path": "/parts" } } }');
  expect(readSite({ ...floor, ...more }, files)?.floor).toMatchObject({
    site: { name: 'Plant 1' },
    subscriptionKey: 'k3y',
    dialect: { operations: { units: { path: '/parts' } } },
    tls: { ca: 'PEM' },
  });
});

test.each([
  [{ FLOOR_URL: undefined }, 'FLOOR_URL is missing'],
  [{ FLOOR_USERNAME: undefined }, 'FLOOR_USERNAME is missing'],
  [{ FLOOR_PASSWORD: undefined }, 'FLOOR_PASSWORD is missing'],
  [{ FLOOR_URL: 'http://api.example/v1' }, 'FLOOR_URL is not right'],
  [{ FLOOR_URL: 'https://me:secret@api.example/v1' }, 'FLOOR_URL is not right'],
  [{ FLOOR_FILE: 'wrong.json' }, 'FLOOR_FILE is not right: operations.units.path'],
  [{ FLOOR_FILE: 'broken.json' }, 'FLOOR_FILE is not right'],
  [{ FLOOR_FILE: 'missing.json' }, 'FLOOR_FILE is not right: missing.json cannot be read.'],
  [{ FLOOR_CA_FILE: 'ca.pem', FLOOR_FINGERPRINT: 'ab'.repeat(32) }, 'exclude each other'],
  [{ FLOOR_URL: 'https://api.example/v1?key=k' }, 'FLOOR_URL is not right'],
  [{ FLOOR_ZONE: 'Mars/Olympus' }, 'FLOOR_ZONE is not right: it has to be an IANA time zone such as Europe/Berlin.'],
  [{ SHIFTS: '6:00,14:00' }, 'SHIFTS is not right: it has to be times of day such as 06:00,14:00,22:00.'],
  [{ SHIFTS: '06:00,24:00' }, 'SHIFTS is not right'],
  [{ SHIFTS: '06:00,' }, 'SHIFTS is not right'],
  [{ SHIFTS: 'early, late' }, 'SHIFTS is not right'],
  [{ FLOOR_NAMES_IN: 'the office' }, 'FLOOR_NAMES_IN is not right: it has to be all, direct, or ids of conversations'],
  [{ FLOOR_NAMES_IN: 'C1,,C2' }, 'FLOOR_NAMES_IN is not right'],
  [{ FLOOR_PERSON_HOURS: 'yes' }, 'FLOOR_PERSON_HOURS is not right: it has to be true or false.'],
  [{ SITE_MAP_FILE: 'missing.json' }, 'SITE_MAP_FILE is not right: missing.json cannot be read.'],
  [{ SITE_MAP_FILE: 'broken.json' }, 'SITE_MAP_FILE is not right'],
  [{ SITE_MAP_FILE: 'wrong.json' }, 'SITE_MAP_FILE is not right: operations'],
  [{ FLOOR_FILE: 'late.json' }, 'FLOOR_FILE is not right: late.rule'],
])('a floor with %p is refused', (change, message) => {
  const files: Readonly<Record<string, string>> = {
    'wrong.json': '{ "operations": { "units": { "path": "parts" } } }',
    'broken.json': '{',
    'late.json': '{ "late": { "rule": "tomorrow" } }',
  };
  const read = (path: string): string => {
    const content = files[path];
    if (content === undefined) throw new Error('no such file');
    return content;
  };
  expect(() => readConfig({ ...floor, ...change }, read)).toThrow(message);
});

test('a plant of which nothing more is said works in three shifts, knows due dates, and tells no names', () => {
  expect(readSite({ ...floor, TIME_ZONE: 'Europe/Berlin' })?.floor).toMatchObject({
    zone: 'Europe/Berlin',
    shifts: ['06:00', '14:00', '22:00'],
    late: { kind: 'dueDate' },
    people: { namesIn: [], hours: false },
    dialect: { dates: { zone: 'Europe/Berlin' } },
  });
  expect(readSite(floor)?.floor).not.toHaveProperty('siteMap');
});

test('shifts come in order, each once', () => {
  expect(readSite({ ...floor, SHIFTS: '22:00, 06:00,14:00,06:00' })?.floor?.shifts).toEqual([
    '06:00',
    '14:00',
    '22:00',
  ]);
  expect(readSite({ ...floor, SHIFTS: '07:30' })?.floor?.shifts).toEqual(['07:30']);
});

test.each([
  ['all', 'everywhere'],
  ['direct, all', 'everywhere'],
  ['direct', ['direct']],
  ['direct, C0123ABC, 19:abc@thread.tacv2', ['direct', 'C0123ABC', '19:abc@thread.tacv2']],
])('names of operators may be told in %s', (written, namesIn) => {
  expect(readSite({ ...floor, FLOOR_NAMES_IN: written })?.floor?.people.namesIn).toEqual(namesIn);
});

test('hours of one person are told only where that is asked for', () => {
  const hoursWith = (written: string) => readSite({ ...floor, FLOOR_PERSON_HOURS: written })?.floor?.people.hours;
  expect(['true', 'false', ''].map(hoursWith)).toEqual([true, false, false]);
});

test("times without a zone are in the plant's, unless the file names another for the API", () => {
  const zoned = { ...floor, TIME_ZONE: 'Europe/Berlin', FLOOR_ZONE: 'America/Los_Angeles', FLOOR_FILE: 'floor.json' };
  const zonesWith = (file: string) => {
    const { zone, dialect } = readSite(zoned, () => file)?.floor ?? {};
    return [zone, dialect?.dates.zone];
  };
  expect(zonesWith('{}')).toEqual(['America/Los_Angeles', 'America/Los_Angeles']);
  expect(zonesWith('{ "dates": { "zone": "UTC" } }')).toEqual(['America/Los_Angeles', 'UTC']);
});

test.each([
  ['{}', { kind: 'dueDate' }],
  ['{ "late": { "rule": "predictedEnd" } }', { kind: 'predictedEnd' }],
  ['{ "late": { "rule": "overAverage" } }', { kind: 'overAverage', factor: 1.2 }],
  ['{ "late": { "rule": "overAverage", "factor": 1.5 } }', { kind: 'overAverage', factor: 1.5 }],
  ['{ "late": { "rule": "none" } }', { kind: 'none' }],
])('the file %s says when an order is late', (file, late) => {
  expect(readSite({ ...floor, FLOOR_FILE: 'floor.json' }, () => file)?.floor?.late).toEqual(late);
});

test('a map tells which stations stand by what the robots look at', () => {
  const map = { assets: { 'Press 2': ['Assembly 1'] } };
  const read = readSite({ ...floor, SITE_MAP_FILE: 'map.json' }, () => JSON.stringify(map));
  expect(read?.floor?.siteMap).toEqual({ ...map, missions: {} });
});

test('a shop floor alone is enough for a chat', () => {
  const config = readConfig({ ...floor, ...slack });
  expect(config.sites).toMatchObject([{ name: 'api.example', aliases: [], floor: {} }]);
  expect(config.sites[0]).not.toHaveProperty('scout');
  expect(config.slack?.botToken).toBe('xoxb-1');
  expect(readConfig({ ...floor, ...scout, ...teams })).toMatchObject({
    sites: [{ name: 'scout.example', scout: {}, floor: {} }],
    teams: {},
  });
});

test('a chat without robots and without a shop floor is told both ways', () => {
  expect(() => readConfig(slack)).toThrow(/SCOUT_URL is missing: .*, or FLOOR_URL to that of a shop floor\.$/);
});

test.each(['SHIFTS', 'SITE_MAP_FILE', 'FLOOR_ZONE'])('%s without a shop floor is not passed over', (name) => {
  const value = name === 'SHIFTS' ? '06:00' : 'UTC';
  expect(() => readConfig({ ...scout, [name]: value })).toThrow(
    new RegExp(`^FLOOR_URL is missing: set it to .*, or remove ${name}\\.$`),
  );
});

test('no error repeats a secret', () => {
  const wrong = { ...scout, ...slack, SLACK_BOT_TOKEN: 'hunter2', SCOUT_API_TOKEN: 'hunter2' };
  const half = { ...scout, ...teams, TEAMS_APP_TYPE: 'UserAssignedMSI' };
  for (const settings of [wrong, half])
    expect(() => readConfig(settings)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
});

test('a setting that is empty counts as not set', () => {
  expect(readSite({ ...scout, SCOUT_NAME: ' ' })?.scout?.name).toBe('scout.example');
});

test('a variable that looks like a setting is warned of, with the nearest one', () => {
  expect(readConfig({ TEAMS_APPID: 'x' }).warnings).toEqual(['TEAMS_APPID is not a setting; is TEAMS_APP_ID meant?']);
  expect(readConfig({ SCOUT_USERNAM: 'x' }).warnings).toEqual([
    'SCOUT_USERNAM is not a setting; is SCOUT_USERNAME meant?',
  ]);
});

test('a certificate file is read', () => {
  expect(readSite({ ...scout, SCOUT_CA_FILE: 'ca.pem' }, () => 'PEM')?.scout?.tls).toEqual({ ca: 'PEM' });
});

test('the table of settings in the docs is complete and says the same', () => {
  const docs = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8');
  const rows = [...docs.matchAll(/^\| `([A-Z_]+)` \| (.*) \|$/gm)].map(([, name, help]) => [name, help]);
  expect(rows).toEqual(Object.entries(SETTINGS).map(([name, { help }]) => [name, help]));
});
