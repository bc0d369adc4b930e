import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// Each test starts programs, which takes long where the machine is busy.

const ROOT = resolve(import.meta.dirname, '../..');

interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const started = new Set<ChildProcess>();

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment };
  const child = spawn(process.execPath, args, { cwd: ROOT, env });
  started.add(child);
  return child;
}

// Nothing that a test started outlives it, however the test ends.
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
});

async function finish(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Finished> {
  const child = run(args, environment);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout?.on('data', (chunk) => out.push(String(chunk)));
  child.stderr?.on('data', (chunk) => err.push(String(chunk)));
  const [code] = await once(child, 'close');
  return { code, out: out.join(''), err: err.join('') };
}

const ask = (...args: string[]) => finish(['src/ask.ts', ...args]);

test('without settings the program starts the demo, prints its address and three things to try, and stops when told', async () => {
  const child = run(['src/main.ts'], { PORT: '0' });
  let out = '';
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  while (!out.includes('/scout summary')) await once(child.stdout ?? child, 'data');
  const [, address = ''] = /(http:\/\/localhost:\d+)/.exec(out) ?? [];
  expect(await (await fetch(address)).text()).toContain('<html');
  expect(out).toMatch(
    /To try there:\n {2}\/scout robots\n {2}how did the last mission go\?\n {2}which orders are late\?\n {2}\/scout summary\n/,
  );
  child.kill('SIGTERM');
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
});

test('half-set settings stop the program with one line that names the variable', async () => {
  const { code, out, err } = await finish(['src/main.ts'], { SCOUT_URL: 'https://scout.example' });
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(/^SCOUT_API_TOKEN is missing: .*\n$/);
});

test('a setting with a typo does not start the demo by mistake', async () => {
  const { code, err } = await finish(['src/main.ts'], { SCOUT_ULR: 'https://scout.example' });
  expect([code, err]).toEqual([
    1,
    'SCOUT_ULR is not a setting; is SCOUT_URL meant? Nothing else is set, so this would be the demo.\n',
  ]);
});

test('a Scout without a Slack is not the real thing yet', async () => {
  const { code, err } = await finish(['src/main.ts'], { SCOUT_URL: 'https://scout.example', SCOUT_API_TOKEN: 't' });
  expect(code).toBe(1);
  expect(err).toMatch(/^SLACK_BOT_TOKEN is missing: .*\n$/);
});

test('a port that is taken is said in one line', async () => {
  const first = run(['src/main.ts'], { PORT: '0' });
  const [greeting] = await once(first.stdout ?? first, 'data');
  const [, port = ''] = /localhost:(\d+)/.exec(String(greeting)) ?? [];
  const { code, err } = await finish(['src/main.ts'], { PORT: port });
  first.kill('SIGTERM');
  await once(first, 'close');
  expect(code).toBe(1);
  expect(err).toBe(`Port ${port} is taken: set PORT to another one.\n`);
});

test('the command line answers in the terminal', async () => {
  const { code, out, err } = await ask('last mission', '--now', '2026-10-21T14:20:00Z', '--zone', 'Europe/Berlin');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/ on .*: (running|done|failed|stopped), .*\n/);
  expect(out).toContain('as of 16:20, just now');
});

test('the command line prints JSON', async () => {
  const { code, out } = await ask('--json', 'runs failed page 2');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    command: 'runs',
    arguments: { status: 'failed', page: 2, about: [], withoutTeleop: false },
    reply: { audience: 'everyone', blocks: expect.any(Array) },
    text: expect.any(String),
  });
});

test('the same clock gives the same answer', async () => {
  const [first, second] = [
    await ask('summary', '--now', '2026-10-21T14:20:00Z', '--zone', 'UTC'),
    await ask('summary', '--now', '2026-10-21T14:20:00Z', '--zone', 'UTC'),
  ];
  expect(first.out).toBe(second.out);
  expect(first.out.length).toBeGreaterThan(200);
});

test('errors go to standard error with exit code 1', async () => {
  const unknown = await ask('robotz');
  expect([unknown.code, unknown.out]).toEqual([1, '']);
  expect(unknown.err).toMatch(/^There is no command "robotz"\./);
  const none = await ask();
  expect(none.err).toMatch(/^There is no question\.\n\nUsage: npm run --silent ask/);
  const zone = await ask('robots', '--zone', 'Mars/Olympus');
  expect(zone.err).toMatch(/^--zone has to be an IANA time zone such as Europe\/Berlin\.\n/);
  const when = await ask('robots', '--now', 'noon');
  expect(when.err).toMatch(/^--now has to be a time/);
  expect([none.code, zone.code, when.code]).toEqual([1, 1, 1]);
  const help = await ask('--help');
  expect([help.code, help.out]).toEqual([0, expect.stringMatching(/^Usage: npm run --silent ask/)]);
});

describe('with a world file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'world-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const world = async (robots: readonly object[]): Promise<string> => {
    const file = join(folder, 'world.json');
    await writeFile(file, JSON.stringify({ robots }));
    return file;
  };

  test('names that look like mentions and markup are names', async () => {
    const names = ['<!channel>', '*Max* & _Co_', '🤖', 'שלום', 'x'.repeat(4_000)];
    const file = await world(names.map((nickname) => ({ nickname })));
    const { code, out } = await ask('robots', '--world', file, '--zone', 'UTC');
    expect(code).toBe(0);
    for (const name of names) expect(out).toContain(name);
  });

  test('a wrong value is named by its path', async () => {
    const { code, err } = await ask('robots', '--world', await world([{ nickname: 7 }]));
    expect([code, err]).toEqual([1, `${join(folder, 'world.json')}: robots[0].nickname: expected text\n`]);
  });
});
