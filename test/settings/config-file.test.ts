import { readFileSync } from 'node:fs';
import { readConfig } from '../../src/settings/config.ts';
import { ACCESS_KEYS, LIMIT_KEYS } from '../../src/settings/config-file-keys.ts';
import { SettingError } from '../../src/settings/setting-error.ts';

type Files = Readonly<Record<string, string>>;

/** Settings of a file that stands in `conf`, beside others. */
function readFrom(yaml: string, environment: Readonly<Record<string, string>> = {}, files: Files = {}) {
  const all: Files = { 'conf/scout.yaml': yaml, ...files };
  return readConfig({ SCOUT_CONFIG: 'conf/scout.yaml', ...environment }, (path) => {
    const text = all[path];
    if (text === undefined) throw new Error('no such file');
    return text;
  });
}

/** All that is wrong with it. */
function problemsOf(...settings: Parameters<typeof readFrom>): readonly string[] {
  try {
    readFrom(...settings);
    return [];
  } catch (error) {
    if (error instanceof SettingError) return error.all.map(({ message }) => message);
    throw error;
  }
}

const NORTH = `
sites:
  - name: north
    scout: { url: "https://north.example", api_token: "\${NORTH_TOKEN}" }
`;
const TOKEN = { NORTH_TOKEN: 't0ken' };

test('a file tells several sites, with robots, a shop floor or both', () => {
  const yaml = `
sites:
  - name: North
    aliases: [hub 1, n]
    zone: Europe/Berlin
    scout:
      url: https://north.example/
      api_token: \${NORTH_TOKEN}
      connect_timeout_seconds: 5
      ttl_seconds: { robots: 60, runs: 20 }
    floor:
      url: https://api.example/v1
      username: hq
      password: { env: HQ_PASSWORD }
      shifts: [22:00, 06:00]
      names_in: [direct, C0123]
  - name: south
    floor: { url: "https://south.example/v1", username: hq, password: { file: secrets/south }, zone: UTC }
`;
  const environment = { ...TOKEN, HQ_PASSWORD: 'hunter2', TIME_ZONE: 'America/New_York' };
  const { sites } = readFrom(yaml, environment, { 'conf/secrets/south': 'hunter3\n' });
  expect(sites).toMatchObject([
    {
      name: 'North',
      aliases: ['hub 1', 'n'],
      zone: 'Europe/Berlin',
      scout: {
        url: 'https://north.example',
        name: 'North',
        credentials: { kind: 'token', token: 't0ken' },
        connectTimeoutMs: 5_000,
        deadlineMs: 10_000,
        ttlSeconds: { robots: 60, runs: 20 },
      },
      floor: {
        site: { name: 'North', url: 'https://api.example/v1' },
        account: { username: 'hq', password: 'hunter2' },
        zone: 'Europe/Berlin',
        dialect: { dates: { zone: 'Europe/Berlin' } },
        shifts: ['06:00', '22:00'],
        people: { namesIn: ['direct', 'C0123'] },
      },
    },
    { name: 'south', zone: 'America/New_York', floor: { account: { password: 'hunter3' }, zone: 'UTC' } },
  ]);
  expect(sites[1]).not.toHaveProperty('scout');
});

test('files that it names stand beside it', () => {
  const yaml = `
sites:
  - name: north
    scout: { url: "https://north.example", api_token: { file: /run/secrets/north }, ca_file: ca.pem }
    floor: { url: "https://api.example/v1", username: hq, password: "\${HQ}", file: ../floor.json, map: map.json }
`;
  const { sites } = readFrom(
    yaml,
    { HQ: 'hunter2' },
    {
      '/run/secrets/north': 't0ken',
      'conf/ca.pem': 'PEM',
      'floor.json': '{ "late": { "rule": "none" } }',
      'conf/map.json': '{ "assets": { "Press 2": ["Assembly 1"] } }',
    },
  );
  expect(sites).toMatchObject([
    {
      scout: { credentials: { token: 't0ken' }, tls: { ca: 'PEM' } },
      floor: { late: { kind: 'none' }, siteMap: { assets: { 'Press 2': ['Assembly 1'] } } },
    },
  ]);
});

test('it tells who may ask and how much, as the environment would', () => {
  const yaml = `${NORTH}
access: { admins: [U0123, U0456], channels: [direct, C0123], contact: "#ops", audit_days: 30, personal_data: off }
limits: { user: 10/min, channel: off }
`;
  const { access } = readFrom(yaml, TOKEN);
  expect(access).toMatchObject({
    roles: { admins: ['U0123', 'U0456'] },
    places: { channels: ['direct', 'C0123'] },
    contact: '#ops',
    auditMs: 30 * 86_400_000,
    namesPeople: false,
    rates: { user: { count: 10, perMs: 60_000 } },
  });
  expect(access.rates).not.toHaveProperty('channel');
  expect(readFrom(NORTH, TOKEN).access).toEqual(readConfig({}).access);
  expect(problemsOf(yaml, { ...TOKEN, CONTACT: '#help' })).toEqual([
    'CONTACT is set in the environment and by conf/scout.yaml: keep one of them.',
  ]);
});

test('a secret in the file itself is refused, and not repeated', () => {
  const problems = problemsOf(`
sites:
  - name: north
    scout:
      url: https://north.example
      username: bot
      password: hunter2
    floor: { url: "https://api.example/v1", username: hq, password: 4711, subscription_key: [k3y] }
`);
  const refused = `is a secret, which does not belong into this file: write \${NAME} for a variable of the environment, or { file: PATH }.`;
  expect(problems).toEqual([
    `conf/scout.yaml:7: sites[0].scout.password: ${refused}`,
    `conf/scout.yaml:8: sites[0].floor.password: ${refused}`,
    `conf/scout.yaml:8: sites[0].floor.subscription_key: ${refused}`,
  ]);
});

test('all that is wrong is told at once, by line and key', () => {
  const problems = problemsOf(
    `sites:
  - name: North
    aliases: n
    zon: Europe/Berlin
    scout:
      urll: https://north.example
      api_token: \${NORTH_TOKEN}
      max_items: -1
      ca_file: ca.pem
      fingerprint: ${'ab'.repeat(32)}
  - nme: south
    floor:
      url: http://api.example/v1
      password: \${NOT_SET}
      shifts: [6:00]
  - name: north
    scout:
  - name: east
    aliases: [1, "NORTH"]
    zone: Mars/Olympus
    scout: { url: "https://\${HOST}", username: bot, password: { file: none }, tls_insecure: yes, zone: [[UTC]] }
  - 7
acces: {}
limits:
  user: many
  colour: red
`,
    { ...TOKEN, SCOUT_URL: 'https://scout.example', SLACK_BOT_TOKEN: 'xoxp-1' },
  );
  expect(problems).toEqual([
    'SLACK_BOT_TOKEN is not right: it has to be a token that starts with xoxb-.',
    'SCOUT_URL is set beside SCOUT_CONFIG: conf/scout.yaml tells all sites, so remove it here.',
    'conf/scout.yaml:3: sites[0].aliases: has to be a list, with a dash before each of it.',
    'conf/scout.yaml:4: sites[0].zon: is no key of the file; is zone meant?',
    'conf/scout.yaml:5: sites[0].scout.url: is missing: set it to the address of your Scout or Orbit, for example https://scout.example.',
    'conf/scout.yaml:6: sites[0].scout.urll: is no key of the file; is url meant?',
    'conf/scout.yaml:8: sites[0].scout.max_items: is not right: it has to be a number above 0, at most 1000000.',
    'conf/scout.yaml:9: sites[0].scout.ca_file: ca_file, fingerprint and tls_insecure exclude each other: keep one of them.',
    'conf/scout.yaml:11: sites[1].name: is missing.',
    'conf/scout.yaml:11: sites[1].nme: is no key of the file; is name meant?',
    'conf/scout.yaml:12: sites[1].floor.username: is missing: set it to an HQ user with API permission.',
    'conf/scout.yaml:13: sites[1].floor.url: is not right: it has to be an address like https://api.scout.systems/v1, its version included; http:// only on this machine.',
    'conf/scout.yaml:14: sites[1].floor.password: comes from the variable NOT_SET, which is not set.',
    'conf/scout.yaml:15: sites[1].floor.shifts: is not right: it has to be times of day such as 06:00,14:00,22:00.',
    'conf/scout.yaml:16: sites[2].name: "north" is a name of sites[0] already: every name has to mean one site.',
    'conf/scout.yaml:17: sites[2].scout: has no value: write one behind it, or leave it out.',
    'conf/scout.yaml:19: sites[3].aliases[0]: has to be text, in quotes where it looks like something else.',
    'conf/scout.yaml:19: sites[3].aliases[1]: "NORTH" is a name of sites[0] already: every name has to mean one site.',
    'conf/scout.yaml:20: sites[3].zone: has to be an IANA time zone such as Europe/Berlin.',
    `conf/scout.yaml:21: sites[3].scout.url: has a reference with something around it: \${NAME} has to stand alone.`,
    'conf/scout.yaml:21: sites[3].scout.password: comes from the file none, which cannot be read.',
    `conf/scout.yaml:21: sites[3].scout.zone: has to be one value, \${NAME} for a variable, or { file: PATH }.`,
    'conf/scout.yaml:21: sites[3].scout.tls_insecure: is not right: it has to be true or false.',
    'conf/scout.yaml:22: sites[4]: has to be a group of keys.',
    'conf/scout.yaml:23: acces: is no key of the file; is access meant?',
    'conf/scout.yaml:25: limits.user: is not right: it has to be a number for a time like 20/min or 200/hour, or off.',
    'conf/scout.yaml:26: limits.colour: is no key of the file: there are user and channel.',
  ]);
});

test.each([
  ['', 'conf/scout.yaml:1: holds nothing.'],
  ['# later\n', 'conf/scout.yaml:1: holds nothing.'],
  ['- north\n', 'conf/scout.yaml:1: has to be a group of keys.'],
  ['access: {}\n', 'conf/scout.yaml:1: sites: is missing.'],
  ['sites: []\n', 'conf/scout.yaml:1: sites: has to be a list of at least one site.'],
  ['sites: { north: {} }\n', 'conf/scout.yaml:1: sites: has to be a list, with a dash before each of it.'],
  ['sites:\n  - name: north\n', 'conf/scout.yaml:2: sites[0]: has to be a site with scout, floor or both.'],
  ['sites:\n  - name: "-"\n', 'conf/scout.yaml:2: sites[0].name: has to be a name with letters or digits.'],
  ['sites:\n  - name: All\n', 'conf/scout.yaml:2: sites[0].name: has to be a name of one site.'],
  ['sites:\n  - name: a, b\n', 'conf/scout.yaml:2: sites[0].name: has to be a name without commas and quotes.'],
  ['sites: 1\nsites: 2\n', 'conf/scout.yaml:2: Map keys must be unique.'],
  ['sites: *north\n', 'conf/scout.yaml:1: Unresolved alias (the anchor must be set before the alias): north.'],
  ['sites:\n  - !secret x\n', 'conf/scout.yaml:2: Unresolved tag: !secret.'],
  [
    'sites: [\n',
    'conf/scout.yaml:2: Flow sequence in block collection must be sufficiently indented and end with a ].',
  ],
])('the file %j is refused: %s', (yaml, problem) => {
  expect(problemsOf(yaml)).toContain(problem);
});

test('what stands at an anchor is found at its alias too', () => {
  const yaml = `
sites:
  - name: north
    scout: &shared
      api_token: \${NORTH_TOKEN}
      url: ftp://north.example
  - name: south
    scout: *shared
`;
  expect(problemsOf(yaml, TOKEN)).toEqual([
    expect.stringMatching(/^conf\/scout\.yaml:6: sites\[0\]\.scout\.url: is not right/),
    expect.stringMatching(/^conf\/scout\.yaml:6: sites\[1\]\.scout\.url: is not right/),
  ]);
});

test('aliases of aliases without end are refused', () => {
  const bomb = ['a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]'];
  for (const [name, of] of ['ba', 'cb', 'dc', 'ed']) bomb.push(`${name}: &${name} [${`*${of}, `.repeat(10)}]`);
  expect(problemsOf(bomb.join('\n'))).toEqual([expect.stringMatching(/^conf\/scout\.yaml:1: Excessive alias count/)]);
});

test('a file that is not there stops with one line', () => {
  expect(() => readConfig({ SCOUT_CONFIG: '/none.yaml' })).toThrow(
    /^SCOUT_CONFIG is not right: \/none\.yaml cannot be read\.$/,
  );
});

test('a variable that the file refers to may look like a setting', () => {
  const yaml = NORTH.replace('NORTH_TOKEN', 'SCOUT_NORTH_TOKEN');
  const { warnings } = readFrom(yaml, { SCOUT_NORTH_TOKEN: 't0ken', SCOUT_SOUTH_TOKEN: 't0ken' });
  expect(warnings).toEqual([expect.stringMatching(/^SCOUT_SOUTH_TOKEN is not a setting/)]);
});

test('with a file, a chat needs no SCOUT_URL', () => {
  const chat = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
  expect(readFrom(NORTH, { ...TOKEN, ...chat })).toMatchObject({ sites: [{ name: 'north' }], slack: {} });
});

/** The files of settings that a page of the docs shows. */
const shownIn = (page: string): readonly string[] =>
  [
    ...readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8').matchAll(/^ *```yaml\n(.*?)\n *```$/gms),
  ].map(([, yaml]) => yaml ?? '');

test('the full example of the docs is right', () => {
  const [yaml = ''] = shownIn('settings.md');
  const environment = { NORTH_TOKEN: 't0ken', SOUTH_PASSWORD: 'hunter2', HQ_KEY: 'k3y' };
  const files = {
    '/run/secrets/hq': 'hunter3\n',
    'conf/floor.json': '{}',
    'conf/map.json': '{}',
    'conf/certificates/south.pem': 'PEM',
  };
  const { sites, access } = readFrom(yaml, environment, files);
  expect(sites).toMatchObject([
    {
      name: 'north',
      aliases: ['hall 1', 'leipzig'],
      scout: { credentials: { kind: 'token', token: 't0ken' } },
      floor: { account: { username: 'scout-bot', password: 'hunter3' }, subscriptionKey: 'k3y' },
    },
    { name: 'south', scout: { credentials: { password: 'hunter2' }, tls: { ca: 'PEM' }, deadlineMs: 20_000 } },
  ]);
  expect(access).toMatchObject({ contact: '#ops-help', rates: { user: { count: 30 } } });
});

test('the small example of the docs is right', () => {
  const [yaml = ''] = shownIn('sites.md');
  expect(readFrom(yaml, { NORTH_TOKEN: 't0ken', SOUTH_TOKEN: 't0ken' }).sites).toHaveLength(2);
});

test('the docs tell every key of access and limits', () => {
  const docs = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8');
  const rows = [...docs.matchAll(/^ *\| `((?:access|limits)\.\w+)` \| `(\w+)` \|$/gm)].map(([, key, name]) => [
    key,
    name,
  ]);
  const keysOf = (group: string, keys: object) => Object.entries(keys).map(([key, name]) => [`${group}.${key}`, name]);
  expect(rows).toEqual([...keysOf('access', ACCESS_KEYS), ...keysOf('limits', LIMIT_KEYS)]);
});
