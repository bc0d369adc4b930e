import { openStore } from '../../src/storage/open-store.ts';
import { fakeRun, hours, NOW } from '../fixtures/fake-fleet.ts';
import { fakeOrder, fakeStation } from '../fixtures/fake-floor.ts';
import { downFleet, fakeSite } from '../fixtures/sites.ts';
import { createSubscriptionWorld, place, type SubscriptionWorld } from '../fixtures/subscription-world.ts';

const health = { lastAnswerAt: NOW - 12_000 };
const north = fakeSite('north', { fleet: { robots: [{ name: 'Rex' }], runs: [fakeRun(1)], health, version: '5.1.0' } });
const hall = fakeSite('hall 1', {
  aliases: ['works'],
  fleet: { robots: [{ name: 'Sam' }], health },
  floor: { stations: [fakeStation(1)], orders: [fakeOrder(1)], health },
});
const outage = { since: NOW - hours(1), tries: 3, reason: 'connection refused' };
const west = fakeSite('west', { fleet: { health: { outage } }, robots: downFleet('west') });

let world: SubscriptionWorld;
beforeEach(async () => {
  world = await createSubscriptionWorld({ sites: [north, hall, west], wait: () => new Promise(() => {}) });
});
afterEach(() => world.close());

const elsewhere = { in: place('C2') };

describe('use', () => {
  test('makes a site the one that a conversation means', async () => {
    expect(await world.say('use works')).toMatch(/^This channel now means hall 1 where no site is named\.\n/);
    expect(await world.say('robots')).toMatch(/^1 robot: none running[\s\S]*Sam/);
    expect(await world.say('robots', { in: place('C1', { thread: '17.5' }), as: 'Bo' })).toMatch(/^1 robot/);
    expect(await world.say('robots', elsewhere)).toMatch(/^north: 1 robot/);
  });

  test('does not keep from asking others by name', async () => {
    await world.say('use north');
    expect(await world.say('robots site works')).toContain('Sam');
    expect(await world.say('robots all sites')).toMatch(/^north: 1 robot[\s\S]*hall 1: 1 robot[\s\S]*⚠ west/);
    expect(await world.say('orders')).toMatch(/^1 order open/);
  });

  test('alone says which site that is, who said so, and which there are', async () => {
    expect(await world.say('use')).toMatch(
      /^This channel means all sites where none is named: north, hall 1 and west\.\n\[north: use north\] \[hall 1: use "hall 1"\]/,
    );
    await world.say('use "hall 1"', { as: 'Bo' });
    expect(await world.say('use')).toMatch(
      /^This channel means hall 1 where no site is named\.\nSaid by Bo, 10:19\. There are also north and west\.\n.*\[All sites: use all\]$/,
    );
    expect(await world.say('use', { in: place('D1', { kind: 'direct' }) })).toMatch(/^This conversation means all/);
  });

  test('all ends it', async () => {
    await world.say('use north');
    expect(await world.say('use all')).toMatch(
      /^This channel now means all sites .*\n[\s\S]*\[Back to north: use north\]$/,
    );
    expect(await world.say('robots')).toMatch(/^north: 1 robot/);
  });

  test('of what is no site, or of several, says what to write', async () => {
    expect(await world.say('use nowhere')).toMatch(/^No site is called nowhere\. There are north, hall 1 and west\./);
    expect(await world.say('use north and works')).toMatch(
      /^A conversation means one site or all of them\. Write use and one name, or use all\.\n\[north: use north\] \[works: use works\]/,
    );
    expect(await world.say('use')).toMatch(/^This channel means all sites/);
  });

  test('that names a site which is gone means all again', async () => {
    await world.store.setSite(place('C1'), { site: 'old', by: { id: 'U1', name: 'Ada' }, at: NOW });
    expect(await world.say('robots')).toMatch(/^north: 1 robot/);
    expect(await world.say('use')).toContain('It was old, which is no site any more.');
  });

  test('outlives a restart', async () => {
    const keep = await openStore({ kind: 'memory', secretKeys: [], now: () => NOW, createId: () => 'id' });
    const wrap = () => keep;
    const before = await createSubscriptionWorld({ sites: [north, hall], wrap });
    await before.say('use north');
    await before.close();
    const after = await createSubscriptionWorld({ sites: [north, hall], wrap });
    expect(await after.say('robots')).toMatch(/^1 robot[\s\S]*Rex/);
    await after.close();
    await keep.close();
  });

  test('tells who asks for what only another site has', async () => {
    await world.say('use north');
    expect(await world.say('robot Sam')).toBe(
      'No robot is called Sam. There is Rex. I asked north alone, which this conversation means.\n[Ask all sites: robot Sam all sites]',
    );
  });
});

describe('health', () => {
  test('is a row for each Scout, the worst first', async () => {
    const answer = await world.say('health');
    expect(answer).toMatch(
      /^1 of 3 sites needs a look: Scout west does not answer since 09:19[^\n]*\nSite +Of +State\n[-\s]+\nwest +robots .*\nnorth +robots .*\nhall 1 +robots .*\nhall 1 +floor/,
    );
    expect(answer).toContain('Bot: version 1');
  });

  test('of one site tells all of it', async () => {
    expect(await world.say('health site north')).toMatch(
      /^Scout north answers[\s\S]*Server: Orbit 5\.1\.0[\s\S]*\[Refresh: health site north\]/,
    );
    expect(await world.say('health at works')).toMatch(
      /^Scout hall 1 answers\n\nRobots: hall 1\n[\s\S]*Floor: hall 1\n/,
    );
  });

  test('where all is well says so, whatever the conversation means', async () => {
    const well = await createSubscriptionWorld({ sites: [north, hall] });
    await well.say('use north');
    expect(await well.say('health')).toMatch(/^All 2 sites answer\n/);
    await well.close();
  });
});

test('help says which sites there are and how to name one', async () => {
  const help = await world.say('help');
  expect(help).toContain('3 sites: north, hall 1 (works), west. I ask one where you name it, as in summary site north');
  expect(help).toMatch(/^use \[site or all\] +the site that is meant here/m);
  expect(await world.say('help robots')).toContain(
    '[site NAME]: site NAME or at NAME asks one of north, hall 1 and west; several with commas; all sites asks all',
  );
});
