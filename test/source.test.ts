import { randomUUID } from 'node:crypto';
import { readConfig } from '../src/settings/config.ts';
import { createSource } from '../src/source.ts';
import { openStore } from '../src/storage/open-store.ts';
import type { Store } from '../src/storage/store.ts';
import { type FloorServer, jwtOf, startFloorServer } from './clients/floor/floor-server.ts';
import { createRecordedLog } from './clients/recorded-log.ts';

let server: FloorServer;
let store: Store;

beforeEach(async () => {
  server = await startFloorServer();
  server.on('/token', () => ({ token: jwtOf(Date.now()) }));
  server.on('/stations', () => [{ id: 1, name: 'Kitting 1' }]);
  store = await openStore({ kind: 'memory', secretKeys: [], createId: randomUUID, now: Date.now });
});

afterEach(async () => {
  await store.close();
  await server.close();
});

async function openFloor(url = server.url, counted = store) {
  const { sites } = readConfig({ FLOOR_URL: url, FLOOR_USERNAME: 'hq-bot', FLOOR_PASSWORD: 'secret-password' });
  const log = createRecordedLog();
  const source = await createSource(sites, log, counted);
  return { ...source, log };
}

/** How many calls are said to be made, once the source has asked for the stations. */
async function usedAfterAsking(url?: string): Promise<number | undefined> {
  const source = await openFloor(url);
  await source.sites[0]?.plant?.floor.stations();
  const used = source.sites[0]?.plant?.floor.quota().used;
  await source.close();
  return used;
}

test("the week's calls are counted on after a restart, whatever the plant is called", async () => {
  expect(await usedAfterAsking()).toBe(2);
  expect(await usedAfterAsking(`${server.url}/`)).toBe(4);
});

test('of a store that fails no question hears, and the log once', async () => {
  const broken: Pick<Store, 'addCalls'> = { addCalls: () => Promise.reject(new Error('the disk is full')) };
  const source = await openFloor(server.url, { ...store, ...broken });
  expect((await source.sites[0]?.plant?.floor.stations())?.value.items).toHaveLength(1);
  await source.close();
  const warnings = source.log.lines.filter(({ level }) => level === 'warn');
  expect(warnings.map(({ message }) => message)).toEqual(["could not keep the count of the week's calls"]);
});

test('only what the settings name is there', async () => {
  const floorAlone = await openFloor();
  expect(floorAlone.sites[0]).not.toHaveProperty('fleet');
  await floorAlone.close();
  const fleetAlone = await createSource(
    readConfig({ SCOUT_URL: 'https://scout.example', SCOUT_API_TOKEN: 't0ken' }).sites,
    createRecordedLog(),
  );
  const [site] = fleetAlone.sites;
  expect([site?.fleet?.site.name, site?.plant]).toEqual(['scout.example', undefined]);
  await fleetAlone.close();
});
