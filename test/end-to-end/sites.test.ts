import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FloorSimulator, startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { type SlackAnswer, type SlackProgram, startSlackProgram } from './slack-program.ts';

let slack: FakeSlack;
let north: Simulator;
let south: Simulator;
let floor: FloorSimulator;
let folder: string;
let program: SlackProgram;

/** The file of settings: robots and a floor at north, robots at the old works. */
const settings = (): string => `
sites:
  - name: north
    aliases: [main plant]
    zone: Europe/Berlin
    scout:
      url: ${north.url}
      username: ${north.credentials.username}
      password: \${NORTH_PASSWORD}
      fingerprint: ${north.fingerprint}
      ttl_seconds: robots=0,runs=0,session=0,calendar=0,anomalies=0
    floor:
      url: ${floor.url}
      username: ${floor.credentials.username}
      password: \${NORTH_FLOOR_PASSWORD}
      subscription_key: \${NORTH_FLOOR_KEY}
      fingerprint: ${floor.fingerprint}
  - name: old works
    scout:
      url: ${south.url}
      username: ${south.credentials.username}
      password: \${SOUTH_PASSWORD}
      fingerprint: ${south.fingerprint}
      ttl_seconds: robots=0,runs=0,session=0,calendar=0,anomalies=0
`;

beforeAll(async () => {
  [slack, north, south, floor] = await Promise.all([
    startFakeSlack(),
    startSimulator(),
    startSimulator(),
    startFloorSimulator(),
  ]);
  folder = await mkdtemp(join(tmpdir(), 'scout-sites-'));
  const file = join(folder, 'scout.yaml');
  await writeFile(file, settings());
  program = await startSlackProgram(slack, {
    SCOUT_CONFIG: file,
    NORTH_PASSWORD: north.credentials.password,
    SOUTH_PASSWORD: south.credentials.password,
    NORTH_FLOOR_PASSWORD: floor.credentials.password,
    NORTH_FLOOR_KEY: floor.credentials.subscriptionKey,
  });
});

afterEach(() => south.faults.set({ down: false, latencyMs: 0 }));

afterAll(async () => {
  expect(await program.stop()).toBe(0);
  await Promise.all([slack.close(), north.close(), south.close(), floor.close()]);
  await rm(folder, { recursive: true });
});

const isStale = ({ json }: SlackAnswer): boolean => json.includes('old works (stale):');

/** Asks until the answer is so: after an outage the last failure is shared for a moment. */
async function untilSaid(line: string, isSo: (answer: SlackAnswer) => boolean): Promise<SlackAnswer> {
  for (;;) {
    const answer = await program.ask(line);
    if (isSo(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('a question is answered for every site, in one message', async () => {
  expect(program.output()).toContain('Scout bot: 2 sites (north and old works) in Slack');
  const { isPublic, text, json } = await program.ask('robots');
  expect(isPublic).toBe(true);
  expect(text).toMatch(/^north: 6 robots: /);
  expect(json).toContain('old works:');
  expect(json.match(/"text":"Rex"/g)).toHaveLength(2);
});

test('one site is asked by its name, its other name, or what the channel means', async () => {
  for (const line of ['robots site "old works"', 'robots at old works', 'robots at the main plant']) {
    expect([line, (await program.ask(line)).text]).toEqual([line, expect.stringMatching(/^6 robots: /)]);
  }
  await program.ask('use old works', 'C7');
  expect((await program.ask('robots', 'C7')).json).toMatch(/robots site \\"old works\\"/);
  expect((await program.ask('robots', 'C8')).text).toMatch(/^north: 6 robots/);
  expect((await program.ask('orders in-progress', 'C7')).text).toMatch(/^10 orders/);
});

test('orders and robots of a site belong together', async () => {
  const summary = await program.ask('summary');
  expect(summary.text).toMatch(/^north: 6 robots/);
  expect(summary.json).toMatch(/Floor, last 24 hours: /);
  expect(summary.json).toMatch(/old works:/);
  const { json } = await program.ask('health');
  expect(json).toContain('Scout north answers');
  expect(json).toContain('Scout old works answers');
});

test('a site that is down is told as it was, and does not hide the other', async () => {
  await program.ask('robots');
  south.faults.set({ down: true });
  const { json } = await untilSaid('robots', isStale);
  expect(json).toContain('north:');
  expect(json).toMatch(/Scout old works has not answered since /);
  expect((await program.ask('health')).text).toMatch(/^1 of 2 sites needs a look: Scout old works does not answer/);
  south.faults.set({ down: false });
  await untilSaid('robots', (answer) => !isStale(answer));
});

test('a site that is slow is left behind, and asked by its button', async () => {
  south.faults.set({ latencyMs: 5_000 });
  const { json } = await program.ask('missions page 1');
  expect(json).toMatch(/old works"?.*has not answered yet/);
  expect(json).toContain('missions page 1 site \\"old works\\"');
  south.faults.set({ latencyMs: 0 });
  expect((await untilSaid('missions at old works', ({ text }) => /^\d+ missions/.test(text))).isPublic).toBe(true);
});

test('a sentence names a site', async () => {
  const { json } = await program.ask('are there robots at old works?');
  expect(json).toMatch(/robots site \\"old works\\"/);
});

test('a subscription is about one site', async () => {
  const { json } = await program.ask('subscribe shift', 'C9');
  expect(json).toContain('Europe/Berlin time · site north');
});
