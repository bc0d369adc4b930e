import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve(import.meta.dirname, '../../src/check-config.ts');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scout-bot-'));
});

afterEach(() => rm(folder, { recursive: true }));

interface Checked {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the program in a folder with these files. */
async function check(
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Checked> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [PROGRAM],
      { cwd: folder, env: { PATH: process.env['PATH'], ...environment } },
      (_, out, err) => done({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

const YAML = `
sites:
  - name: north
    aliases: [hub 1]
    zone: Europe/Berlin
    scout: { url: "https://north.example", api_token: "\${NORTH_TOKEN}", ca_file: ca.pem }
    floor:
      url: https://api.example/v1
      username: hq
      password: { env: HQ_PASSWORD }
      subscription_key: { file: key.txt }
      map: map.json
  - name: south
    scout: { url: "https://south.example", username: bot, password: "\${SOUTH_PASSWORD}", tls_insecure: true }
access: { admins: [U0123] }
`;

test('what the settings say is printed, and no secret', async () => {
  const secrets = {
    NORTH_TOKEN: 'planted-1',
    HQ_PASSWORD: 'planted-2',
    SOUTH_PASSWORD: 'planted-3',
    SLACK_BOT_TOKEN: 'xoxb-planted-4',
    SLACK_SIGNING_SECRET: 'planted-5',
    TEAMS_APP_PASSWORD: 'planted-6',
    DATABASE_URL: 'postgres://bot:planted-7@db.example/bot',
    SECRET_KEY: Buffer.alloc(32, 'planted-8').toString('base64'),
    ASSISTANT_KEY: 'planted-9',
  };
  const id = '00000000-0000-4000-8000-000000000001';
  const teams = `TEAMS_APP_ID=${id}\nTEAMS_TENANT_ID=${id}\n`;
  const assistant = 'ASSISTANT_URL=https://models.example/v1\nASSISTANT_MODEL=small-1\n';
  const { code, out, err } = await check(
    {
      'scout.yaml': YAML,
      'ca.pem': 'PEM',
      'key.txt': 'planted-10',
      'map.json': '{ "assets": { "Press 2": ["Assembly 1"] } }',
      '.env': `SCOUT_CONFIG=scout.yaml\nTIME_ZONE=UTC\nMETRICS_PORT=9090\n${teams}${assistant}`,
    },
    secrets,
  );
  expect([code, err]).toEqual([0, '']);
  expect(out).not.toMatch(/planted|cGxhbnRlZ/);
  expect(out).toBe(`The settings are right: 2 sites, in Slack and Teams.
Read from the environment, .env and scout.yaml; nobody was asked over the network.

site:        north, also hub 1, Europe/Berlin
  robots:    https://north.example, API token set, certificate by your authority
  floor:     https://api.example/v1, account hq with its password set, subscription key set, certificate by the system's authorities, shifts at 06:00, 14:00 and 22:00, late by the rule dueDate, a map of 1 asset and no missions
site:        south, UTC
  robots:    https://south.example, account bot with its password set, ANY CERTIFICATE IS ACCEPTED
Slack:       HTTP, bot token and signing secret set
Teams:       app ${id} of tenant ${id}, client secret set, for 1 tenant, large pictures not shown without PUBLIC_URL
port:        3000 at 0.0.0.0
time zone:   UTC, for readers whose own is not known
store:       PostgreSQL, DATABASE_URL set, 1 secret key set
answers in:  workspaces: all; conversations: all
may ask:     everybody; 20 a minute from one person, 60 a minute out of one channel
may change:  subscriptions: all members; those of others: 1 listed
to ask:      whoever runs this bot
audit log:   kept for 400 days
names:       of people are told where FLOOR_NAMES_IN allows it
watching:    metrics on port 9090 at 127.0.0.1
model:       small-1 at https://models.example/v1, key set
`);
});

test('all that is wrong is printed, in the environment and in the file, and ends with 1', async () => {
  const { code, out, err } = await check(
    { 'scout.yaml': YAML, '.env': 'SCOUT_CONFIG=scout.yaml\nPORT=web\nTEAMS_APP_TYPE=MultiTenant\n' },
    { SLACK_BOT_TOKEN: 'planted', NORTH_TOKEN: 'planted' },
  );
  expect([code, out]).toEqual([1, '']);
  expect(err).toBe(`8 things are wrong:

  SLACK_BOT_TOKEN is not right: it has to be a token that starts with xoxb-.
  TEAMS_APP_TYPE is not right: it has to be SingleTenant or UserAssignedMSI.
  PORT is not right: it has to be a port number.
  scout.yaml:6: sites[0].scout.ca_file: is not right: ca.pem cannot be read.
  scout.yaml:10: sites[0].floor.password: comes from the variable HQ_PASSWORD, which is not set.
  scout.yaml:11: sites[0].floor.subscription_key: comes from the file key.txt, which cannot be read.
  scout.yaml:12: sites[0].floor.map: is not right: map.json cannot be read.
  scout.yaml:14: sites[1].scout.password: comes from the variable SOUTH_PASSWORD, which is not set.
`);
});

test('a site without a chat is not enough, and nothing is the demo', async () => {
  const alone = await check({}, { SCOUT_URL: 'https://scout.example', SCOUT_API_TOKEN: 't0ken' });
  expect(alone).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^One thing is wrong:\n\n {2}SLACK_BOT_TOKEN is missing/),
  });
  const demo = await check({}, {});
  expect(demo).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^No site and no chat is set: npm start is the demo\./),
  });
  const typo = await check({}, { SCOUT_ULR: 'https://scout.example' });
  expect(typo).toMatchObject({ code: 1, err: expect.stringContaining('is SCOUT_URL meant?') });
});
