import { createCommands } from '../src/commands/index.ts';
import type { Understood } from '../src/core/language.ts';
import type { Scouts } from '../src/floor/scouts.ts';
import { createNames } from '../src/known-names.ts';
import { createLanguage } from '../src/sentences.ts';
import { messageOf } from './fixtures/ask.ts';
import { createFakeFleet, NOW } from './fixtures/fake-fleet.ts';
import { createFakePlant, fakeStation } from './fixtures/fake-floor.ts';
import { noTools } from './fixtures/no-tools.ts';

const fleet = createFakeFleet({ robots: [{ name: 'Rex' }] });
const plant = createFakePlant({
  stations: [fakeStation(1), fakeStation(2)],
  units: [{ id: 7, name: 'Gearbox G4', steps: [] }],
});

/** What the last of several messages was understood as. */
async function understood(scouts: Scouts, ...sentences: readonly string[]): Promise<Understood | undefined> {
  const language = createLanguage(scouts, createCommands(scouts, { version: '1.2.3', startedAt: NOW }, noTools));
  let last: Understood | undefined;
  for (const sentence of sentences) last = await language.understand(messageOf(sentence), NOW);
  return last;
}

describe('names', () => {
  test('are those of all Scouts there are', async () => {
    expect(await createNames({ fleet, plant })()).toEqual({
      robots: ['Rex'],
      missions: [],
      sites: [fleet.site.name, 'plant 1'],
      stations: ['Assembly 1', 'Assembly 2'],
      products: ['Gearbox G4'],
    });
  });

  test('of a shop floor are not there where there is none', async () => {
    expect(Object.keys(await createNames({ fleet })())).toEqual(['robots', 'missions', 'sites']);
  });

  test('stay the same object while nothing changes, and are what was known where a Scout does not answer', async () => {
    let isDown = false;
    const { floor } = plant;
    const stations = async () => {
      if (isDown) throw new Error('down');
      return floor.stations();
    };
    const names = createNames({ plant: { ...plant, floor: { ...floor, stations } } });
    const first = await names();
    isDown = true;
    await names();
    expect(await names()).toBe(first);
  });
});

describe('a question without its Scout', () => {
  test('about the shop floor says what to set', async () => {
    for (const sentence of ['which work orders are late?', 'is Assembly 2 running?', 'shift handover'])
      expect(await understood({ fleet }, sentence)).toMatchObject({
        isSure: true,
        said: expect.stringMatching(/^I know nothing of the shop floor: .*`FLOOR_URL`/),
      });
  });

  test('about robots says what to set', async () => {
    for (const sentence of ['how are the robots?', 'which missions failed yesterday?', 'any anomalies?'])
      expect(await understood({ plant }, sentence)).toMatchObject({
        isSure: true,
        said: expect.stringMatching(/^I know nothing of robots: .*`SCOUT_URL`/),
      });
  });

  test('about both says what is not known of their places', async () => {
    const found = await understood({ fleet, plant }, 'which orders are at risk from what the robots found?');
    expect(found?.said).toMatch(/`SITE_MAP_FILE`/);
  });

  test('about anything is about the shop floor where that is all', async () => {
    const lines = ['status', 'how is it going?', 'what is running?'].map(async (sentence) => [
      (await understood({ plant }, sentence))?.line,
      (await understood({ fleet, plant }, sentence))?.line,
    ]);
    expect(await Promise.all(lines)).toEqual([
      ['summary', 'robots'],
      ['summary', 'robots'],
      ['orders in-progress', 'now'],
    ]);
  });
});

test('names of the shop floor are understood as it calls them', async () => {
  expect((await understood({ plant }, 'how is asembly 2 doing?'))?.line).toBe('station "Assembly 2"');
  expect((await understood({ plant }, 'how many gearboxes did we build today?'))?.line).toBe(
    'orders done today "Gearbox G4"',
  );
});
