import { createDialect } from '../../src/clients/floor/dialect.ts';
import type { FloorClient } from '../../src/clients/floor/floor-client.ts';
import { createScoutSystemsClient } from '../../src/clients/floor/scout-systems-client.ts';
import { type FloorSimulator, startFloorSimulator } from '../../src/simulator/floor/floor-simulator.ts';
import { askScouts, noLog } from '../fixtures/ask.ts';
import { DIALECT_NAMES, DIALECT_SETTINGS } from '../fixtures/dialect-settings.ts';
import { NOW } from '../fixtures/fake-fleet.ts';
import { createFakePlant } from '../fixtures/fake-floor.ts';

// The three questions of the vendor's own document, to the same plant through three servers, none of which speaks as the others do.

const simulators: FloorSimulator[] = [];
const floors: FloorClient[] = [];

beforeAll(async () => {
  for (const dialect of DIALECT_NAMES) {
    const simulator = await startFloorSimulator({ dialect, clockAt: NOW, frozen: true });
    const { url, fingerprint, credentials } = simulator;
    simulators.push(simulator);
    floors.push(
      createScoutSystemsClient({
        site: { name: 'plant 1', url },
        account: { username: credentials.username, password: credentials.password },
        dialect: createDialect(DIALECT_SETTINGS[dialect]),
        tls: { fingerprint },
        now: () => NOW,
        random: () => 0,
        log: noLog,
      }),
    );
  }
});

afterAll(async () => {
  await Promise.all(floors.map((floor) => floor.close()));
  await Promise.all(simulators.map((simulator) => simulator.close()));
});

/** What each server's floor has to say to it. */
const ask = (question: string): Promise<readonly string[]> =>
  Promise.all(floors.map((floor) => askScouts(question, { plant: createFakePlant({}, { floor }) })));

/** The one answer of all; each other one fails the test. */
async function askAll(question: string): Promise<string> {
  const [first = '', ...others] = await ask(question);
  expect(others).toEqual(others.map(() => first));
  return first;
}

test.each(['Which station is building unit 454-23-17?', 'unit where 454-23-17'])('%s', async (question) => {
  const answer = await askAll(question);
  for (const station of ['Assembly 1', 'Assembly 2', 'Assembly 3', 'Sub Assembly 4']) expect(answer).toContain(station);
  for (const order of ['WO-3991420', 'WO-20530']) expect(answer).toContain(order);
  expect(answer).not.toContain('Kitting');
});

test.each(['Who is working on WO-3991420?', 'order people WO-3991420'])('%s', async (question) => {
  const [firstLine = ''] = (await askAll(question)).split('\n');
  for (const name of ['Maria Oduya', 'Tomas Lindqvist', 'Grace Okafor']) expect(firstLine).toContain(name);
});

test.each(['What is the status of WO-9867432?', 'order WO-9867432'])('%s', async (question) => {
  const answer = await askAll(question);
  expect(answer.split('\n')[0]).toMatch(/WO-9867432.*paused/);
  expect(answer).toContain('Missing Materials');
  expect(answer).toContain('Kitting 2');
  expect(answer).toContain('PH-200');
});

test.each([
  'orders in-progress',
  'orders queued',
  'orders done last week',
  'orders late',
  'stations',
  'station "Assembly 1"',
  'machines down',
  'maintenance',
  'shift',
])('%s', async (line) => {
  expect((await askAll(line)).length).toBeGreaterThan(100);
});
