import { watchedSources } from '../../src/outages/watched-source.ts';
import { createFakeFleet } from '../fixtures/fake-fleet.ts';
import { createFakeFloor, createFakePlant } from '../fixtures/fake-floor.ts';

const fleet = createFakeFleet();
const plant = createFakePlant();
const north = { name: 'north', fleet, plant };
const south = { name: 'south', fleet: { ...fleet, site: { ...fleet.site, name: 'south' } } };

test('every Scout of every site is watched under a name of its own', () => {
  expect(watchedSources([north, south]).map(({ key, who, about, site }) => [key, who, about, site])).toEqual([
    ['robots north', 'Scout north', 'the robots', 'north'],
    ['floor plant 1', 'Scout plant 1', 'the shop floor', 'north'],
    ['robots south', 'Scout south', 'the robots', 'south'],
  ]);
});

test('of one site its outages concern all subscriptions', () => {
  expect(watchedSources([north]).map((source) => 'site' in source)).toEqual([false, false]);
});

test('two Scouts that people call the same are told apart', () => {
  const floor = { ...plant.floor, site: { ...plant.floor.site, name: 'north' } };
  expect(watchedSources([{ ...north, plant: { floor } }]).map(({ key, who }) => [key, who])).toEqual([
    ['robots north', 'Scout north (robots)'],
    ['floor north', 'Scout north (shop floor)'],
  ]);
});

test.each([
  ['a robots’ Scout, which has no limit', { name: 'north', fleet }, 1],
  ['a floor with the usual limit', { name: 'north', plant }, 1.008],
  ['a floor that allows less', floorWith({ limit: 10_000 }), 10.08],
  ['a floor whose last calls are kept for people', floorWith({ state: 'on-demand' }), 10],
  ['such a floor that allows less', floorWith({ state: 'on-demand', limit: 5_000 }), 20.16],
])('%s is looked at no more often than fits: every %s', (_, site, minutes) => {
  expect(watchedSources([site])[0]?.lookEveryMs()).toBeCloseTo(minutes * 60_000);
});

function floorWith(quota: object) {
  return { name: 'north', plant: { floor: createFakeFloor({ quota }) } };
}
