import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type FloorSimulator, startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { people } from '../../src/simulator/floor/plant-catalog.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type FakeSlack, startFakeSlack } from '../platforms/slack/fake-slack.ts';
import { SIGNING_SECRET } from '../platforms/slack/signed-request.ts';
import { BOT_TOKEN, type SlackAnswer, type SlackProgram, startSlackProgram } from './slack-program.ts';

/** An order of the simulated plant that runs on three stations, one person at each. */
const ORDER = 'WO-3991420';
const NAMES = people(15).map(({ firstName, lastName }) => `${firstName} ${lastName}`);
const LEADS = 'C-LEADS';

let slack: FakeSlack;
let floor: FloorSimulator;
let scout: Simulator;
let folder: string;
let program: SlackProgram;

beforeAll(async () => {
  [slack, floor, scout] = await Promise.all([startFakeSlack(), startFloorSimulator(), startSimulator()]);
  folder = await mkdtemp(join(tmpdir(), 'floor-file-'));
});

afterAll(async () => {
  await Promise.all([slack.close(), floor.close(), scout.close()]);
  await rm(folder, { recursive: true });
});

afterEach(async () => {
  floor.faults.reset();
  scout.faults.set({ down: false });
  expect(await program.stop()).toBe(0);
});

const floorSettings = (): Readonly<Record<string, string>> => ({
  FLOOR_URL: floor.url,
  FLOOR_NAME: 'plant 1',
  FLOOR_USERNAME: floor.credentials.username,
  FLOOR_PASSWORD: floor.credentials.password,
  FLOOR_SUBSCRIPTION_KEY: floor.credentials.subscriptionKey,
  FLOOR_FINGERPRINT: floor.fingerprint,
});

const scoutSettings = (): Readonly<Record<string, string>> => ({
  SCOUT_URL: scout.url,
  SCOUT_NAME: 'north',
  SCOUT_USERNAME: scout.credentials.username,
  SCOUT_PASSWORD: scout.credentials.password,
  SCOUT_FINGERPRINT: scout.fingerprint,
});

/** Settings by which nothing is kept, so that an answer shows at once how its source is. */
async function forgetful(): Promise<Readonly<Record<string, string>>> {
  const file = join(folder, 'floor.json');
  const ttl = { stations: 0, units: 0, users: 0, inProgress: 0, queued: 0, workOrder: 0, search: 0 };
  await writeFile(file, JSON.stringify({ ttl }));
  return { FLOOR_FILE: file, SCOUT_TTL_SECONDS: 'robots=0,runs=0,session=0,calendar=0,anomalies=0' };
}

/** Asks until the answer is so: after an outage the last failure is shared for a moment. */
async function untilSaid(line: string, isSo: (answer: SlackAnswer) => boolean): Promise<SlackAnswer> {
  while (true) {
    const answer = await program.ask(line);
    if (isSo(answer)) return answer;
    await pause(100);
  }
}

const isStale = (site: string) => (answer: SlackAnswer) =>
  answer.json.includes(`Scout ${site} has not answered since `);
const isFresh = (site: string) => (answer: SlackAnswer) => !isStale(site)(answer);

test('a shop floor alone makes a bot that knows orders and no robots', async () => {
  program = await startSlackProgram(slack, floorSettings());
  const orders = await program.ask('orders in-progress');
  expect(orders.isPublic).toBe(true);
  expect(orders.text).toMatch(/10 orders/);
  expect(orders.json).toContain(ORDER);
  expect(orders.json).toMatch(/as of .* · plant 1/);
  const help = await program.ask('help');
  for (const name of ['orders', 'order', 'stations', 'station', 'unit', 'machines', 'maintenance', 'shift', 'summary'])
    expect(help.json).toMatch(new RegExp(`"text":"${name}[ "]`));
  expect(help.json).not.toMatch(/robot|mission/i);
  expect((await program.ask('robots')).json).not.toMatch(/\d+ robots/);
});

test('with both Scouts one summary tells of both, each with its age', async () => {
  program = await startSlackProgram(slack, { ...scoutSettings(), ...floorSettings() });
  const { json } = await program.ask('summary');
  expect(json).toMatch(/robots as of .* · north/);
  expect(json).toMatch(/floor as of .* · plant 1/);
  expect(json).toMatch(/\d+ (?:of \d+ )?runs?/);
  expect(json).toMatch(/\d+ orders?/);
});

test('while one Scout is down its last answer is told as old, and the other answers as ever', async () => {
  program = await startSlackProgram(slack, { ...scoutSettings(), ...floorSettings(), ...(await forgetful()) });
  await program.ask('orders in-progress');
  await program.ask('robots');
  await program.ask('summary');

  floor.faults.set({ down: true });
  const orders = await untilSaid('orders in-progress', isStale('plant 1'));
  expect(orders.json).toContain('Here is what it said at ');
  expect(orders.json).toContain(ORDER);
  expect(isFresh('north')(await program.ask('robots'))).toBe(true);
  const summary = await untilSaid('summary', isStale('plant 1'));
  expect([isFresh('north')(summary), summary.json.includes('robots as of ')]).toEqual([true, true]);

  floor.faults.reset();
  await untilSaid('orders in-progress', isFresh('plant 1'));
  scout.faults.set({ down: true });
  const robots = await untilSaid('robots', isStale('north'));
  expect(robots.json).toContain('Rex');
  expect(isFresh('plant 1')(await program.ask('orders in-progress'))).toBe(true);
});

test('a shop floor that never answered is called down, to the asker alone', async () => {
  floor.faults.set({ down: true });
  program = await startSlackProgram(slack, floorSettings());
  const answer = await program.ask('orders');
  expect([answer.isPublic, answer.text]).toEqual([false, expect.stringContaining('Scout plant 1 does not answer')]);
});

test('names of operators are told where they may be, and not in another channel that asks the same at the same time', async () => {
  program = await startSlackProgram(slack, { ...floorSettings(), FLOOR_NAMES_IN: LEADS });
  const named = ({ json }: SlackAnswer): readonly string[] => NAMES.filter((name) => json.includes(name));
  const lines = [
    `order people ${ORDER}`,
    `order ${ORDER}`,
    'station people "Assembly 1"',
    `Who is working on ${ORDER}?`,
  ];
  for (const line of lines) {
    // The first asks the server, those after it come from memory.
    for (let round = 0; round < 3; round++) {
      const [leads, others, leadsAgain, othersAgain] = await Promise.all(
        [LEADS, 'C1', LEADS, 'C1'].map((channel) => program.ask(line, channel)),
      );
      expect([line, leads && named(leads)]).toEqual([line, expect.arrayContaining([NAMES[0]])]);
      expect([line, leadsAgain && named(leadsAgain)]).toEqual([line, expect.arrayContaining([NAMES[0]])]);
      expect([line, others && named(others), othersAgain && named(othersAgain)]).toEqual([line, [], []]);
    }
  }
  for (const line of ['orders', 'stations', 'summary', 'shift', 'orders done', 'stations unmanned'])
    expect([line, named(await program.ask(line, 'C1')), named(await program.ask(line, LEADS))]).toEqual([line, [], []]);
});

describe('what is secret', () => {
  /** Which of the secrets stand in a text, and every JSON Web Token: one begins with the base64 of `{"`. */
  const secretsIn = (text: string): readonly string[] => {
    const { password, subscriptionKey } = floor.credentials;
    const secrets = [password, subscriptionKey, scout.credentials.password, BOT_TOKEN, SIGNING_SECRET];
    return [...secrets.filter((secret) => text.includes(secret)), ...(text.match(/eyJ[\w-]+\.[\w.-]*/g) ?? [])];
  };
  const answers = (): string => JSON.stringify([slack.responses, slack.calls.map(({ args }) => args)]);

  test('is in no line of the log and in no answer, whatever goes wrong', async () => {
    const settings = { ...scoutSettings(), ...floorSettings(), ...(await forgetful()), LOG_LEVEL: 'debug' };
    program = await startSlackProgram(slack, settings);
    const lines = ['orders', `order ${ORDER}`, 'health', 'summary'];
    const trouble = [
      {},
      { keyRequired: true },
      { sessionExpired: true },
      { tokenRefused: true },
      { sessionExpired: true, emptyUnauthorized: true },
      { html: true },
      { cut: true },
      { errorRate: 1, errorStatus: 503 },
      { quotaLeft: 0 },
    ] as const;
    for (const faults of trouble) {
      floor.faults.reset();
      floor.faults.set(faults);
      await Promise.all(lines.map((line) => program.ask(line)));
    }
    floor.faults.set({ quotaLeft: 1_000 });
    expect(program.output()).toContain('"msg":"answered');
    expect([secretsIn(program.output()), secretsIn(answers())]).toEqual([[], []]);
  });

  test.each([
    ['password', { FLOOR_PASSWORD: 'not the password' }, 'refuses the log-in'],
    ['subscription key', { FLOOR_SUBSCRIPTION_KEY: 'not-the-key' }, 'subscription key'],
  ])('is not there either where the %s is wrong, which only the asker is told', async (_, wrong, said) => {
    floor.faults.set({ keyRequired: true });
    program = await startSlackProgram(slack, { ...floorSettings(), ...wrong, LOG_LEVEL: 'debug' });
    const answer = await program.ask('orders');
    expect([answer.isPublic, answer.json]).toEqual([false, expect.stringContaining(said)]);
    for (const secret of Object.values(wrong)) expect(program.output() + answer.json).not.toContain(secret);
  });
});
