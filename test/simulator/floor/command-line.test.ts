import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLOOR_USAGE, readFloorCommandLine } from '../../../src/simulator/floor/floor-command-line.ts';
import { createVisitor } from '../visitor.ts';
import { CLOCK, samplePlant } from './sample-plant.ts';

const folder = mkdtempSync(join(tmpdir(), 'floor-'));
const worldFile = join(folder, 'plant.json');
writeFileSync(worldFile, JSON.stringify(samplePlant));

afterAll(() => rmSync(folder, { recursive: true }));

const read = (...args: readonly string[]) => readFloorCommandLine(args, () => CLOCK);

test('prints where it listens and how to get in, answers, and stops when told to', async () => {
  const args = ['--floor', '--world', worldFile, '--port', '0', '--clock', '2026-10-21T14:20:00Z', '--freeze'];
  const child = spawn(process.execPath, ['src/simulator/main.ts', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let out = '';
    child.stdout.on('data', (part) => {
      out += part;
    });
    while (!out.includes('frozen')) await once(child.stdout, 'data');
    expect(out).toMatch(/^Simulated shop floor at https:\/\/127\.0\.0\.1:\d+\/v1$/m);
    expect(out).toMatch(/^ {2}account {5}floor-bot \/ \S+$/m);
    expect(out).toMatch(/^ {2}key {9}[0-9a-f]{32}$/m);
    const visitor = createVisitor({ url: /https:\S+/.exec(out)?.[0] ?? '' });
    expect((await visitor.get('/simulator/state')).json()).toMatchObject({ stations: 4, callsLeft: 100_000 });
    visitor.close();
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
  }
});

test('says how to use it', () => {
  expect(read('--floor', '--help')).toBeUndefined();
  const samples: Readonly<Record<string, readonly string[]>> = {
    '--world': [worldFile],
    '--orders': ['10', '--stations', '2'],
    '--dialect': ['pascal'],
    '--clock': ['2026-10-21T14:20:00Z'],
  };
  const flags = [...FLOOR_USAGE.matchAll(/^ {2}(--[a-z-]+)( [A-Z])?/gm)];
  expect(flags.length).toBeGreaterThan(20);
  for (const [, flag = '', takesValue] of flags) {
    const value = takesValue === undefined ? [] : (samples[flag] ?? ['1']);
    expect(() => read(flag, ...value)).not.toThrow();
  }
});

test('reads the flags', () => {
  expect(read('--floor')).toMatchObject({
    options: { clockAt: CLOCK, dialect: 'default', port: 8444, host: '127.0.0.1', frozen: false },
  });
  const line = read(
    '--dialect',
    'pascal',
    '--token-minutes',
    '5',
    '--quota',
    '50',
    '--require-key',
    '--limit-every',
    '9',
  );
  expect(line).toMatchObject({
    options: { dialect: 'pascal', tokens: { minutes: 5 }, weeklyCalls: 50 },
    faults: { keyRequired: true, limitEvery: 9, errorRate: 0, renewRefused: false },
  });
  expect(read('--stations', '20')?.options.world?.orders).toHaveLength(500);
  expect(read('--world', worldFile)?.options.world?.stations).toHaveLength(4);
});

test.each([
  [['--dialect', 'german'], '--dialect: expected default, station-scoped or pascal, not german'],
  [['--quota', 'none'], '--quota: expected a number from 0 to 1000000000, not none'],
  [['--orders', '5'], '--orders: only with --stations'],
  [['--stations', '5', '--world', worldFile], '--stations: not with --world'],
  [['--version', '5.1'], "Unknown option '--version'"],
])('refuses %j', (args, message) => {
  expect(() => read('--floor', ...args)).toThrow(message);
});
