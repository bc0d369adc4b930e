import { withoutPeople } from '../../src/floor/without-people.ts';
import { askScouts } from '../fixtures/ask.ts';
import { createFakeFleet, fakeRun, NOW, uuid } from '../fixtures/fake-fleet.ts';
import { createFakePlant, fakeOrder } from '../fixtures/fake-floor.ts';

const fleet = createFakeFleet({
  robots: [{ name: 'Rex' }],
  sessions: { Rex: { missionRunning: true, driver: 'ada@example.com', batteryPercent: 81 } },
  runs: [fakeRun(1, { operator: 'ada@example.com' })],
});
const plant = createFakePlant({
  users: [{ id: 501, displayName: 'Maria Oduya' }],
  orders: [fakeOrder(42, { userIds: [501] })],
});

test('names of people are in answers, and nowhere in those of Scouts without people', async () => {
  const [driven, worked] = ['robot Rex', 'order people WO-1042'];
  expect(await askScouts(driven, { fleet, plant })).toContain('Driver: ada@example.com');
  expect(await askScouts(worked, { fleet, plant })).toContain('Maria Oduya');
  const unnamed = withoutPeople({ fleet, plant });
  const answers = [await askScouts(driven, unnamed), await askScouts(worked, unnamed)].join('\n');
  expect(answers).toContain('81 %');
  expect(answers).toContain('1 operator is signed in on WO-1042');
  expect(answers).not.toMatch(/ada|Driver|Maria|501/);
});

test('facts about robots are the same, but for who drove', async () => {
  const { fleet: unnamed } = withoutPeople({ fleet });
  const [run] = (await fleet.runs({})).value.items;
  const { operator, ...others } = run ?? fakeRun(1);
  expect(operator).toBe('ada@example.com');
  const pages = [];
  for await (const { items } of unnamed.runPages({ from: 0, to: NOW })) pages.push(...items);
  expect(pages).toEqual([others]);
  expect((await unnamed.runs({})).value).toEqual({ items: [others], total: 1, complete: true });
  expect((await unnamed.run(uuid(1))).value).toEqual(others);
  expect((await unnamed.robotSession('Daisy')).value).toBeUndefined();
  expect(await unnamed.robots()).toEqual(await fleet.robots());
});
