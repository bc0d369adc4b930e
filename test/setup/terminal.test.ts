import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '../../src/settings/config.ts';
import { createChecks } from '../../src/setup/checks.ts';
import { readEnvFile } from '../../src/setup/env-file.ts';
import { finishSetup } from '../../src/setup/finish-setup.ts';
import { Cancelled, type Prompts } from '../../src/setup/prompts.ts';
import { runSetup } from '../../src/setup/run-setup.ts';
import { saveFile } from '../../src/setup/save-file.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { createRecordedLog } from '../clients/recorded-log.ts';
import { startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { CTRL_C, DOWN, ENTER, lendsTerminals, openProgram, openStreams, type Terminal } from './terminal.ts';

// Each test starts a program, which takes long where the machine is busy.

let folder: string;
let terminal: Terminal | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scout-bot-'));
});

afterEach(async () => {
  terminal?.close();
  await rm(folder, { recursive: true });
});

/** What the program does, in this process. */
async function setUpHere(prompts: Prompts): Promise<number> {
  const path = join(folder, '.env');
  const text = await readFile(path, 'utf8');
  const log = createRecordedLog();
  const checks = createChecks({ scopes: ['chat:write'], now: Date.now, random: Math.random, log });
  const createKey = () => randomBytes(32).toString('base64');
  try {
    const changes = await runSetup({ prompts, checks, known: readEnvFile(text), createKey });
    await finishSetup({ prompts, text, changes, outside: {}, save: (changed) => saveFile(path, changed) });
    return 0;
  } catch (error) {
    if (error instanceof Cancelled) return 1;
    throw error;
  }
}

const PLACES: Readonly<Record<string, () => Terminal>> = {
  'over streams': () => openStreams(setUpHere),
  ...(lendsTerminals() && { 'in a terminal, by the real program': () => openProgram(folder) }),
};

test.each(Object.keys(PLACES))('questions are answered and tried, and .env is written, %s', async (place) => {
  const [scout, slack] = await Promise.all([startSimulator(), startFakeSlack()]);
  const before = `# mine\nSLACK_API_URL=${slack.apiUrl}\n`;
  await writeFile(join(folder, '.env'), before);
  terminal = PLACES[place]?.() ?? openStreams(setUpHere);
  const { answer } = terminal;
  const { username, password } = scout.credentials;

  await answer('What shall the bot be asked about?', ENTER);
  await answer('What is the address of your Scout or Orbit?', `${scout.url}${ENTER}`);
  await answer('Shall the bot trust this certificate?', `${DOWN}${ENTER}`);
  await answer('How does the bot log in?', `${DOWN}${ENTER}`);
  await answer('What is the name of the account?', `${username}${ENTER}`);
  await answer('What is its password?', `${password}${ENTER}`);
  await answer('The bot can log in. Version 5.1', '');
  await answer('Where shall people ask it?', ENTER);
  await answer('How do messages come from Slack?', ENTER);
  await answer('What is the Bot User OAuth Token', `xoxb-planted${ENTER}`);
  await answer('What is the app-level token', `xapp-planted${ENTER}`);
  await answer('Socket Mode works with this token.', '');
  await answer('Write it?', ENTER);
  await answer('npm start', '');
  expect(await terminal.ended).toBe(0);

  const written = await readFile(join(folder, '.env'), 'utf8');
  expect(written.startsWith(before)).toBe(true);
  expect((await stat(join(folder, '.env'))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['.env']);
  expect(readConfig(readEnvFile(written))).toMatchObject({
    sites: [
      {
        scout: {
          url: scout.url,
          credentials: { kind: 'password', username, password },
          tls: { fingerprint: scout.fingerprint },
        },
      },
    ],
    slack: { botToken: 'xoxb-planted', mode: { kind: 'socket', appToken: 'xapp-planted' } },
    store: { secretKeys: [expect.any(Buffer)] },
  });
  for (const secret of [password, 'planted', readEnvFile(written)['SECRET_KEY'] ?? ''])
    expect(terminal.screen()).not.toContain(secret);
  await Promise.all([scout.close(), slack.close()]);
});

test.each(Object.keys(PLACES))('whoever gives up leaves .env as it was, %s', async (place) => {
  await writeFile(join(folder, '.env'), 'PORT=3000\n');
  terminal = PLACES[place]?.() ?? openStreams(setUpHere);
  await terminal.answer('What shall the bot be asked about?', ENTER);
  await terminal.answer('What is the address of your Scout or Orbit?', CTRL_C);
  expect(await terminal.ended).toBe(1);
  expect(await readFile(join(folder, '.env'), 'utf8')).toBe('PORT=3000\n');
});

test('without a terminal it asks nothing and says what to do instead', () => {
  const program = resolve(import.meta.dirname, '../../src/setup.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    cwd: folder,
    encoding: 'utf8',
    input: '',
  });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toBe(
    'This asks questions, and here is no terminal to answer them in. Write .env by hand instead (docs/settings.md), and look at it with "npm run --silent check-config".\n',
  );
});
