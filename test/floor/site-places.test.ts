import { readSiteMap } from '../../src/floor/site-map.ts';
import { sitePlaces, unknownRemark } from '../../src/floor/site-places.ts';
import { fakeStation } from '../fixtures/fake-floor.ts';

const stations = [fakeStation(1), fakeStation(2), fakeStation(3, { name: 'Kühlraum' })];
const places = sitePlaces(
  {
    assets: { 'Motor M-4': ['ASSEMBLY-01', 'Kuhlraum'], 'Fence post 3': [] },
    missions: { 'Perimeter Patrol': ['Assembly 2', 'Press Shop'], 'Night Walk': ['press shop', 'Paint'] },
  },
  stations,
);
const namesOf = (seen: Parameters<typeof places.of>[0]) => places.of(seen)?.stations.map(({ name }) => name);

test('names are compared as people remember them', () => {
  expect(namesOf({ asset: 'motor m 04' })).toEqual(['Assembly 1', 'Kühlraum']);
  expect(places.of({ asset: 'motor m 04' })?.by).toBe('asset Motor M-4');
});

test('an asset goes before an action, and both before the mission', () => {
  expect(namesOf({ asset: 'Motor M-4', mission: 'Perimeter Patrol' })).toEqual(['Assembly 1', 'Kühlraum']);
  expect(namesOf({ asset: 'Gate 3', action: 'Motor M-4' })).toEqual(['Assembly 1', 'Kühlraum']);
  expect(namesOf({ asset: 'Gate 3', action: 'Gate 3', mission: 'perimeter patrol' })).toEqual(['Assembly 2']);
  expect(namesOf({ asset: 'Fence post 3', mission: 'Perimeter Patrol' })).toEqual([]);
});

test('what the map does not name has no place', () => {
  expect(places.of({ asset: 'Gate 3', mission: 'Boiler Room Round' })).toBeUndefined();
  expect(places.of({})).toBeUndefined();
});

test('a station that the floor does not have is named once as the map writes it first', () => {
  expect(places.unknown).toEqual(['Press Shop', 'Paint']);
  expect(unknownRemark(places, 'plant 1')).toEqual([
    ['stations of the map that plant 1 does not have: Press Shop and Paint'],
  ]);
  expect([...places.stationIds].toSorted()).toEqual([1, 2, 3]);
});

test('a map file may leave out either part, and its first wrong place is named', () => {
  expect(readSiteMap({ assets: { Pump: ['Assembly 1'] } })).toEqual({ assets: { Pump: ['Assembly 1'] }, missions: {} });
  expect(() => readSiteMap({ missions: { Patrol: 'Assembly 1' } })).toThrow(
    'missions.Patrol: a list of names of stations',
  );
  expect(() => readSiteMap({ assets: { Pump: [''] } })).toThrow('assets.Pump.0: a name of a station');
});
