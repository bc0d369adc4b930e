import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine, USAGE } from '../../src/simulator/command-line.ts';
import { sampleWorld } from './sample-world.ts';
import { createVisitor } from './visitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
const worldFile = join(folder, 'world.json');
writeFileSync(worldFile, JSON.stringify(sampleWorld));

afterAll(() => rmSync(folder, { recursive: true }));

const started: ChildProcess[] = [];

function run(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['src/simulator/main.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
});

/** What a process writes until it ends, and how it ends. */
async function outcome(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (part) => {
    out += part;
  });
  child.stderr?.on('data', (part) => {
    err += part;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

test('prints where it listens and how to get in, answers, and stops when told to', async () => {
  const child = run(
    '--world',
    worldFile,
    '--port',
    '0',
    '--version',
    '3.3',
    '--clock',
    '2026-10-21T14:20:00Z',
    '--freeze',
    '--down',
  );
  let out = '';
  child.stdout?.on('data', (part) => {
    out += part;
  });
  while (!out.includes('frozen')) await once(child.stdout ?? child, 'data');
  expect(out).toMatch(/^Simulated Scout \(3\.3\) at https:\/\/127\.0\.0\.1:\d+$/m);
  expect(out).toMatch(/^ {2}certificate ([0-9A-F]{2}:){31}[0-9A-F]{2} \(SHA-256\)$/m);
  expect(out).toMatch(/^ {2}account {5}scout-bot \/ \S+$/m);
  expect(out).toMatch(/^ {2}token {7}\S+$/m);
  expect(out).toContain('clock       2026-10-21T14:20:00.000Z, frozen');
  const url = /https:\S+/.exec(out)?.[0] ?? '';
  const visitor = createVisitor({ url });
  const state = await visitor.get('/simulator/state');
  visitor.close();
  expect(state.json()).toMatchObject({ version: '3.3.2', sites: ['north'], faults: { down: true } });
  child.kill('SIGTERM');
  expect((await outcome(child)).code).toBe(0);
});

test('a flag that makes no sense ends it with one line and exit code 2', async () => {
  const { code, out, err } = await outcome(run('--version', '6'));
  expect([code, out, err]).toEqual([2, '', 'simulator: --version: expected 3.3, 4.1 or 5.1, not 6\n']);
});

test('says how to use it', () => {
  expect(readCommandLine(['--help'])).toBeUndefined();
  for (const [flag] of USAGE.matchAll(/--[a-z-]+(?= )/g)) {
    const value = { '--version': '4.1', '--clock': '2026-10-21T14:20:00Z', '--world': worldFile }[flag] ?? '1';
    const takesValue = new RegExp(`${flag} [A-Z3]`).test(USAGE);
    expect(() => readCommandLine(takesValue ? [flag, value] : [flag])).not.toThrow();
  }
});

test('reads the flags', () => {
  const line = readCommandLine([
    '--port',
    '9000',
    '--clock',
    '2026-10-21T14:20:00Z',
    '--freeze',
    '--error-rate',
    '0.25',
    '--latency',
    '50',
    '--html',
  ]);
  expect(line).toMatchObject({
    options: {
      version: '5.1',
      port: 9000,
      host: '127.0.0.1',
      frozen: true,
      clockAt: Date.parse('2026-10-21T14:20:00Z'),
    },
    faults: { errorRate: 0.25, latencyMs: 50, html: true, cut: false, down: false },
  });
});

test.each([
  [['--port', 'http'], '--port: expected a number from 0 to 65535, not http'],
  [['--error-rate', '2'], '--error-rate: expected a number from 0 to 1, not 2'],
  [['--clock', 'noon'], '--clock: expected a time such as 2026-10-21T14:20:00Z, not noon'],
  [['--world', 'none.json'], 'ENOENT: no such file or directory'],
  [['--fast'], "Unknown option '--fast'"],
])('refuses %j', (args, message) => {
  expect(() => readCommandLine(args)).toThrow(message);
});
