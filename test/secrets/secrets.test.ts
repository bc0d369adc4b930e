import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FOLDER_SETTING, findLeaks, keepOutput, keepSecrets, secretsOf } from './kept-output.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'printed-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a secret in what a program printed is found, with its place', () => {
  keepSecrets(folder, ['"quoted" pass', 'xoxb-planted']);
  keepOutput(folder, '1', 'all well\n');
  keepOutput(folder, '2', 'started\nsent xoxb-pla');
  keepOutput(folder, '2', 'nted to Slack\n');
  keepOutput(folder, '3', 'said "quoted" pass');
  expect(findLeaks(folder)).toEqual({
    searched: 3,
    leaks: [
      { file: 'output-2', line: 2, secret: 'xoxb-planted' },
      { file: 'output-3', line: 1, secret: '"quoted" pass' },
    ],
  });
});

test('what no program was given as a secret is none', async () => {
  await writeFile(join(folder, 'output-1'), 'xoxb-planted');
  expect(findLeaks(folder)).toEqual({ searched: 1, leaks: [] });
});

test('secrets are known by the names of their settings', () => {
  const settings = {
    NORTH_PASSWORD: 'planted-1',
    SLACK_BOT_TOKEN: 'planted-2',
    SLACK_SIGNING_SECRET: 'planted-3',
    ASSISTANT_KEY: 'planted-4',
    SECRET_KEY_PREVIOUS: 'planted-6',
    DATABASE_URL: 'postgres://bot:planted-5@localhost/bot',
    SCOUT_USERNAME: 'not-secret',
    SCOUT_API_TOKEN: 's',
  };
  expect(secretsOf(settings)).toEqual(['planted-1', 'planted-2', 'planted-3', 'planted-4', 'planted-6', 'planted-5']);
});

// What a run keeps is searched at its end by the reporter.
const kept = (program: number | undefined): string =>
  readFileSync(join(process.env[FOLDER_SETTING] ?? '', `output-${program}`), 'utf8');

const PRINTING = ['-e', 'console.log("to stdout"); console.error("to stderr")'];

test('whatever a program that a test starts prints is kept, and the test reads it as well', async () => {
  const child = spawn(process.execPath, PRINTING);
  const read: string[] = [];
  child.stdout.on('data', (chunk) => read.push(String(chunk)));
  child.stderr.on('data', (chunk) => read.push(String(chunk)));
  await once(child, 'close');
  expect(read.toSorted()).toEqual(['to stderr\n', 'to stdout\n']);
  expect(kept(child.pid).split('\n').toSorted()).toEqual(['', 'to stderr', 'to stdout']);
});

test('that of one whose end is awaited, too', async () => {
  const { pid } = spawnSync(process.execPath, PRINTING);
  expect(kept(pid)).toBe('to stdout\nto stderr\n');
  const running = promisify(execFile)(process.execPath, PRINTING);
  await running;
  expect(kept(running.child.pid)).toMatch('to stdout\n');
});
